"""Asking for a pack: who may, for how long a period, and where the file lies."""

import secrets
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.exports.order import folder
from xianji.kit.jobs import start
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor
from xianji.policy.cockpit.periods import Span
from xianji.policy.versions.models import Version

JOB = "audit_pack"
PERMISSION = "policy.finding.export"
LONGEST = 400
"""Days of one pack."""


def begin(version: Version, number: str, within: Span) -> Any:
    """The job that makes it, on behalf of whoever asks."""
    must_be_allowed()
    if within.last < within.first:
        told = {"first": within.first, "last": within.last}
        raise Refused("", {"last": [_("It ends (%(last)s) before it begins (%(first)s).") % told]})
    if (within.last - within.first).days > LONGEST:
        raise Refused("", {"last": [_("A pack covers at most %(days)s days.") % {"days": LONGEST}]})
    title = _("Audit pack: %(clause)s, %(first)s – %(last)s") % {"clause": number, "first": within.first, "last": within.last}
    order = {"version": version.pk, "clause": number, "first": within.first.isoformat(), "last": within.last.isoformat()}
    return start(JOB, title, {**order, "file": f"{secrets.token_hex(16)}.zip"})


def must_be_allowed() -> None:
    if not actor.current().may(PERMISSION):
        raise NotPermitted(_("You may not do this here: %(permission)s.") % {"permission": PERMISSION})


def path_of(name: str) -> Path:
    return folder() / Path(name).name
