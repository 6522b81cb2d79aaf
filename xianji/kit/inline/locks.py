"""Why a field that is shown cannot be changed where it stands; an empty answer means that it can."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.records.holding import Holding
from xianji.kit.web.writing import several
from xianji.lib import actor


def lock_of_column(resource: Any, path: str) -> str:
    """What holds for every row: kept by the house, moved by verbs alone, of another record, or no right anywhere."""
    if "__" in path:
        return _("This belongs to another record; open that one to change it.")
    if path in resource.editable:
        if not resource.may(actor.current(), "change"):
            return _("You may read this, but not change it.")
        return "" if path != "owner" or resource.may(actor.current(), "hand_over") else _handed()
    column = resource.column(path)
    if column.kind == "state" and (verbs := moved_by(resource, path)):
        return _("This is changed by what is done: %(verbs)s.") % {"verbs": several(verbs)}
    if path in resource.fixed:
        return _("This is fixed once the record exists, or set by what is done with it.")
    return _("This is worked out by the system.")


def lock_of(resource: Any, record: Any, path: str, holding: Holding | None = None) -> str:
    """The same for one record: where it lies decides too."""
    if record.deleted_at:
        return _("This record lies in the trash; restore it first.")
    if told := lock_of_column(resource, path):
        return told
    holding = holding or Holding(record, actor.current())
    if not holding.may(resource.permission("change")):
        return _("You may read this, but not change it.")
    return "" if path != "owner" or holding.may(resource.permission("hand_over")) else _handed()


def moved_by(resource: Any, path: str) -> list[str]:
    """The verbs that lead from state to state, at most four of them."""
    return [str(action.label) for action in resource.verbs() if action.then and action.state_field == path][:4]


def _handed() -> str:
    return _("Only somebody who may hand this over changes the owner.")
