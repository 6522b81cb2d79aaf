"""A share as the journal keeps it, the same in every language, and as people read it."""

from typing import Any

from django.utils.translation import gettext as _


def kept(share: Any) -> str | None:
    """`change:2026-12-31:Carol`."""
    if share is None:
        return None
    return f"{'change' if share.may_change else 'view'}:{share.until_on or ''}:{share.person}"


def read(text: str) -> str:
    """Carol, may change it, until 2026-12-31."""
    way, _sign, rest = text.partition(":")
    day, _sign, person = rest.partition(":")
    parts = [person, _("may change it") if way == "change" else _("may see it")]
    return " · ".join([*parts, *([_("until %(day)s") % {"day": day}] if day else [])])
