"""Django's own command, much faster on an empty database: an index is no reason to draw its model and all around it anew."""

from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState


def redrawn(change: Any) -> Any:
    """The change made to what is known of the model, then to the class that stands for it, which nothing else depends on."""

    def changed(state: ProjectState, app_label: str, model_name: str, given: Any) -> None:
        drawn = state.__dict__.pop("apps", None)
        change(state, app_label, model_name, given)
        if drawn is not None:
            state.__dict__["apps"] = drawn
            drawn.get_model(app_label, model_name)._meta.indexes = state.models[app_label, model_name].options["indexes"]

    return changed


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        plain = ProjectState.add_index, ProjectState.remove_index
        ProjectState.add_index, ProjectState.remove_index = map(redrawn, plain)  # type: ignore[method-assign]
        try:
            super().handle(*args, **options)
        finally:
            ProjectState.add_index, ProjectState.remove_index = plain  # type: ignore[method-assign]
