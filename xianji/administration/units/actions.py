"""What is done with units."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit.actions import action
from xianji.kit.refusals import Refused
from xianji.org.units.models import Unit


@action(Unit, label=gettext_lazy("Move"), icon="arrow-right")
def move(unit: Unit, *, by: Any, parent: Unit) -> None:
    """Under another unit, with everything below it: rights reach from there at once, the records follow."""
    if unit.parent_id is None:
        raise Refused(_("The topmost unit cannot be moved."))
    if parent.pk == unit.pk or parent.path.startswith(unit.path):
        raise Refused("", {"parent": [_("A unit cannot stand below itself.")]})
    unit.parent = parent
