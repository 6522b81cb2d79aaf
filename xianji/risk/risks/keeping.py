"""Who may enter, assess and answer a risk: its owner, those above, and the function that answers for its class."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xianji.lib import actor

KEEP = "risk.keep_"
KEEPERS = {
    "market": "SUP RM SD MR", "credit": "SUP RM SD FIN", "legal": "SUP RM SD LEG", "competition": "SUP RM SD MR",
    "other": "SUP RM SD MR LEG FIN",
}  # fmt: skip
"""{class: roles}: a function keeps its own classes, who leads keeps all within reach."""
GUARDS = {f"{KEEP}{category}": roles for category, roles in KEEPERS.items()}


def keeps(risk: Any, who: Any) -> bool:
    """Besides the permission and its reach, which the kit asks for."""
    return who.is_system or risk.owner_id in (None, who.person_id) or who.may(f"{KEEP}{risk.category}")


def must_keep(risk: Any, *, field: str = "category") -> None:
    """Anybody may enter what they have seen; the function of another class may not change it."""
    if not keeps(risk, actor.current()):
        told = {"category": risk.get_category_display()}
        raise ValidationError({field: _("Risks of the class “%(category)s” are kept by others.") % told})
