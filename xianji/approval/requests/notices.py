"""Telling people about requests: each once for each thing that happens, in their own language and in the way they want."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy, gettext_noop

from xianji.approval.absences.deputies import deputies_of
from xianji.approval.requests.models import Request
from xianji.kit.registry import NoticeKind
from xianji.kit.said import Said, said
from xianji.lib import actor
from xianji.workspace.notices.telling import tell

KIND = NoticeKind("approval", gettext_lazy("Approvals"), "checklist", mail="at_once")
WHAT = gettext_noop("%(title)s: %(about)s")
DEPUTISED = {"asked", "reminded", "late"}
"""What is also told to the deputies of those who are away."""
MESSAGES = {
    "asked": gettext_noop("%(who)s asks for your approval: %(what)s"),
    "approved": gettext_noop("Approved: %(what)s"),
    "returned": gettext_noop("%(who)s returned it: %(what)s"),
    "rejected": gettext_noop("%(who)s rejected it: %(what)s"),
    "withdrawn": gettext_noop("%(who)s withdrew the request: %(what)s"),
    "overtaken": gettext_noop("What was asked about has changed, so the request is closed: %(what)s"),
    "reminded": gettext_noop("Waiting for your decision: %(what)s"),
    "late": gettext_noop("The time to decide is over: %(what)s"),
    "deputy": gettext_noop("You decide for somebody who is away: %(what)s"),
    "copied": gettext_noop("%(who)s copies a request to you: %(what)s"),
    "nobody": gettext_noop("Nobody is left to decide: %(what)s"),
}
BY_ITSELF = {
    "asked": gettext_noop("Your approval is asked for: %(what)s"),
    "returned": gettext_noop("Returned: %(what)s"),
    "rejected": gettext_noop("Rejected: %(what)s"),
    "withdrawn": gettext_noop("The request was withdrawn: %(what)s"),
    "copied": gettext_noop("A request is copied to you: %(what)s"),
}
"""Where nobody did it, the system has no name to be told by."""


def announce(request: Request, kind: str, people: Iterable[int | None]) -> None:
    """Nobody is told of what they did themselves."""
    who = actor.current()
    told = {pk for pk in people if pk}
    if kind in DEPUTISED:
        told |= set(deputies_of(told).values())
    values = {"who": who.name, "what": said(WHAT, title=Said(request.title), about=request.about_title)}
    message = BY_ITSELF.get(kind, MESSAGES[kind]) if who.is_system else MESSAGES[kind]
    key = f"approval:{request.pk}:{request.version}:{kind}"
    tell(sorted(told - {who.person_id}), kind=KIND.name, message=message, values=values, key=key, about=request,
         urgent=kind == "late", text=request.word)  # fmt: skip
