"""The composition root: hands the chapters to the kit."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class ConfigConfig(AppConfig):
    name = "xianji.config"
    label = "config"

    def ready(self) -> None:
        from xianji.config.chapters import ROLL, chapters
        from xianji.kit import registry
        from xianji.kit.boards import rollup
        from xianji.kit.trash import following

        registry.install(chapters(), ROLL)
        rollup.install()
        following.install()
        post_migrate.connect(bring_up, sender=apps.get_app_config("org"))


def bring_up(**_: object) -> None:
    """After each migration: the standard roles exist and may do what the resources say, the tables that ship are kept."""
    from xianji.kit import rights
    from xianji.kit.boards import rollup
    from xianji.kit.trash import following
    from xianji.org.access.standard import standard_roles
    from xianji.rulebook.tables.editing import keep_shipped

    standard_roles()
    rights.sync()
    rollup.begin()
    following.begin()
    keep_shipped()
