"""A step that is decided by somebody other than those whom it concerns."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from xianji.approval.requests.holders import Matter, holders, named
from xianji.approval.requests.rules import UPWARDS, Stage, role, stage
from xianji.kit.refusals import Refused

DAYS = 2


def somebody_else(codes: Iterable[str], matter: Matter, concerned: Iterable[int | None]) -> list[Stage]:
    """One step, in which any holder of one of these roles agrees. Where only those concerned hold them it is refused, not
    skipped: nobody agrees to what is their own."""
    roles, not_these = [role(code) for code in codes], set(concerned)
    held = [one for one in roles if any(person.pk not in not_these for person in holders(one, matter))]
    if not held:
        told = _("Nobody else can decide this: it takes %(roles)s.")
        raise Refused(told % {"roles": _(", ").join(named(one) for one in roles)})
    return [stage(*held, quorum="any", days=DAYS, late=UPWARDS)]
