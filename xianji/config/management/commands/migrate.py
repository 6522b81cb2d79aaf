"""Django's own command, much faster on an empty database: neither an index nor a new model is a reason to draw all models around
it anew."""

from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState


def redrawn(change: Any) -> Any:
    """The change made to what is known of the model, then to the class that stands for it, which nothing else depends on."""

    def changed(state: ProjectState, app_label: str, model_name: str, given: Any) -> None:
        drawn = state.__dict__.pop("apps", None)
        change(state, app_label, model_name, given)
        if drawn is not None:
            state.__dict__["apps"] = drawn
            drawn.get_model(app_label, model_name)._meta.indexes = state.models[app_label, model_name].options["indexes"]

    return changed


def drawn_beside(add_model: Any) -> Any:
    """A new model is drawn alone: those it links to only learn of it, and nothing links to it yet."""

    def added(state: ProjectState, model: ModelState) -> None:
        drawn = state.__dict__.pop("apps", None)
        add_model(state, model)
        if drawn is not None:
            state.__dict__["apps"] = drawn
            drawn.render_multiple([model])

    return added


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        plain = {name: getattr(ProjectState, name) for name in ("add_index", "remove_index", "add_model")}
        ProjectState.add_index, ProjectState.remove_index = map(  # type: ignore[method-assign]
            redrawn, (plain["add_index"], plain["remove_index"])
        )
        ProjectState.add_model = drawn_beside(plain["add_model"])  # type: ignore[method-assign]
        try:
            super().handle(*args, **options)
        finally:
            for name, method in plain.items():
                setattr(ProjectState, name, method)
