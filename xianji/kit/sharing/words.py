"""A share as the journal keeps it, the same in every language, and as people read it."""

from typing import Any

from django.utils.translation import gettext as _

UNIT, TREE = "unit:", "tree:"
TEAM = "team"
"""The part of a share that stands for a membership and ends with it."""


def kept(share: Any) -> str | None:
    """`change:2026-12-31:Carol`; a unit as `view::unit:East 1`, with all below it as `view::tree:East 1`."""
    if share is None:
        return None
    kind = "" if share.unit is None else TREE if share.with_below else UNIT
    return f"{'change' if share.may_change else 'view'}:{share.until_on or ''}:{kind}{share.unit or share.person}"


def read(text: str) -> str:
    """Carol, may change it, until 2026-12-31."""
    way, _sign, rest = text.partition(":")
    day, _sign, to = rest.partition(":")
    parts = [named(to), _("may change it") if way == "change" else _("may see it")]
    return " · ".join([*parts, *([_("until %(day)s") % {"day": day}] if day else [])])


def named(to: str) -> str:
    if to.startswith(TREE):
        return _("%(unit)s and below") % {"unit": to.removeprefix(TREE)}
    return to.removeprefix(UNIT)


def shared_with(share: Any) -> str:
    """With whom, in words."""
    if share.unit is None:
        return str(share.person)
    return _("%(unit)s and below") % {"unit": share.unit} if share.with_below else str(share.unit)
