"""Migrating an empty database much faster than Django does by itself: neither an index nor a new model is a reason to draw all
models around it anew, and while there are no rows nor is a changed one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

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


def drawn_alone(_reload_model: Any) -> Any:
    """A changed model is drawn anew without those that link to it: they go on knowing it as it was, as only rows could tell."""

    def changed(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
        if "apps" in state.__dict__:
            state._reload({(app_label, model_name)})  # type: ignore[attr-defined]

    return changed


QUICK = {"add_index": redrawn, "remove_index": redrawn, "add_model": drawn_beside}
WITHOUT_ROWS = {**QUICK, "reload_model": drawn_alone}


@contextmanager
def quickly(*, has_rows: bool) -> Iterator[None]:
    """Models are drawn no more often than is needed, for whatever migrates inside."""
    chosen = QUICK if has_rows else WITHOUT_ROWS
    plain = {name: getattr(ProjectState, name) for name in chosen}
    for name, quick in chosen.items():
        setattr(ProjectState, name, quick(plain[name]))
    try:
        yield
    finally:
        for name, method in plain.items():
            setattr(ProjectState, name, method)
