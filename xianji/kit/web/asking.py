"""Whom a person asks for what they may not do themselves."""

from django.utils import translation
from django.utils.translation import gettext as _

from xianji.kit.web.language import html_code
from xianji.lib import actor
from xianji.org.users.finding import administrators, supervisor_of

MOST = 2
"""More names than these help nobody."""


def whom_to_ask() -> str:
    """A sentence with the supervisor and administrators of the one who acts, by name; nothing of what was asked for."""
    from babel.lists import format_list

    who = actor.current_or_none()
    above = supervisor_of(who.person_id) if who else None
    keepers = administrators().select_related("person").order_by("pk")[: MOST + 1]
    others = [user.person or user for user in keepers if not who or user.pk != who.user_id][:MOST]
    names = [_("%(name)s (your supervisor)") % {"name": above}] if above else []
    names += [_("%(name)s (administrator)") % {"name": one} for one in others if one != above]
    if not names:
        return _("Your supervisor or the administrator can change that.")
    told = format_list(names, style="or", locale=html_code(translation.get_language() or "en").replace("-", "_"))
    return _("Ask %(names)s.") % {"names": told}
