"""The public page of one form in one language: shown, answered, and what is said where an answer is not taken."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from xianji.customers.webforms import door, rules, wording
from xianji.customers.webforms.asking import TRAP, PublicForm
from xianji.customers.webforms.models import WebForm
from xianji.customers.webforms.rules import Refusal
from xianji.customers.webforms.taking import is_taken, take
from xianji.kit.web import tickets
from xianji.kit.web.context import NAMES
from xianji.kit.web.language import html_code
from xianji.kit.web.pages import HttpRequest, HttpResponse, HttpResponseRedirect, render
from xianji.org.company.settled import company

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {}"
)
WORDS = ("heading", "intro", "consent", "marketing", "thanks")
AGAIN = _("This could not be taken. Please look over what you wrote and send it once more.")
SAID = {
    Refusal.LARGE: (413, _("This is more than the form takes. Please write less.")),
    Refusal.OFTEN: (429, _("Too many answers came from your network. Please try again a little later.")),
    Refusal.FORGED: (422, AGAIN), Refusal.TRAP: (422, AGAIN),
    Refusal.QUICK: (422, _("That was very quick. Please look over what you wrote and send it once more.")),
    Refusal.OLD: (422, _("This page has stood open for long. Please send it once more.")),
    Refusal.WRONG: (422, _("Please look at the fields that are marked.")),
}  # fmt: skip


class Page:
    """One form, as one visitor meets it."""

    def __init__(self, request: HttpRequest, form: WebForm, language: str, *, is_preview: bool = False) -> None:
        self.request, self.form, self.language, self.is_preview = request, form, language, is_preview
        self.medium = rules.medium(request.GET.get("s", ""))

    def opened(self) -> HttpResponse:
        """Counted, without a cookie: by day and place."""
        if self.form.is_open and self.request.method == "GET":
            door.visited(self.form, self.request, self.medium)
        return self.shown()

    def answered(self) -> HttpResponse:
        """What keeps machines out is asked first and costs least; people are told what to do."""
        if not self.form.is_open or self.is_preview:
            return self.refused(Refusal.CLOSED)
        if wait := door.wait(self.form, self.request):
            answer = self.refused(Refusal.OFTEN)
            answer["Retry-After"] = f"{wait}"
            return answer
        posted = tickets.posted(self.request, rules.LARGEST)
        return self.refused(Refusal.LARGE) if posted is None else self.read(posted)

    def read(self, posted: Any) -> HttpResponse:
        """From here on everything that was written is kept on the page."""
        filled = PublicForm(self.form, posted)
        text = posted.get("ticket", "")
        ticket = door.read(self.form, text)
        if ticket is None:
            return self.refused(Refusal.FORGED, filled)
        if reason := rules.age_refused(ticket.age):
            return self.refused(reason, filled, text if reason == Refusal.QUICK else "")
        if is_taken(ticket.nonce):
            return self.thanked(Refusal.TWICE)
        if filled.is_trapped:
            return self.refused(Refusal.TRAP, filled, text)
        if not filled.is_valid():
            return self.refused(Refusal.WRONG, filled, text)
        shown = wording.wording_of(self.form, self.language)
        if shown is None:
            return self.refused(Refusal.FORGED, filled)
        marketing = bool(shown.marketing and filled.cleaned_data.get("marketing"))
        made = take(self.form, filled.values, filled.texts, shown, self.medium, ticket.nonce, marketing=marketing)
        return self.thanked(None if made else Refusal.TWICE)

    def refused(self, reason: Refusal, filled: PublicForm | None = None, ticket: str = "") -> HttpResponse:
        door.count(self.form, reason)
        if reason == Refusal.CLOSED:
            return self.drawn("customers/webforms/closed.html", 410)
        status, told = SAID[reason]
        return self.shown(filled, ticket, told, status)

    def shown(self, filled: PublicForm | None = None, ticket: str = "", told: Any = "", status: int = 200) -> HttpResponse:
        if not (self.form.is_open or self.is_preview):
            return self.drawn("customers/webforms/closed.html", status)
        return self.drawn("customers/webforms/public.html", status, {
            "fields": filled or PublicForm(self.form), "trap": TRAP, "ticket": ticket or door.ticket_for(self.form), "told": told,
            "action": self.address(self.language), "is_preview": self.is_preview,
        })  # fmt: skip

    def thanked(self, reason: Refusal | None) -> HttpResponse:
        """Loading that page again sends nothing again; whoever sent twice sees the same."""
        if reason:
            door.count(self.form, reason)
        answer = HttpResponseRedirect(f"{self.form.path}/thanks?lang={self.language}")
        answer.status_code = 303
        return self.dressed(answer)

    def thanks(self) -> HttpResponse:
        return self.drawn("customers/webforms/thanks.html")

    def address(self, language: str) -> str:
        return f"{self.form.path}?{urlencode({'lang': language, **({'s': self.medium} if self.medium else {})})}"

    def drawn(self, template: str, status: int = 200, more: dict[str, Any] | None = None) -> HttpResponse:
        has = wording.languages_of(self.form)
        words = {name: wording.text(self.form, name, self.language) for name in WORDS}
        others = [(html_code(code), name, self.address(code)) for code, name in NAMES if code in has and code != self.language]
        told = {
            "firm": company().name, "words": words, "html_language": html_code(self.language), "others": others, **(more or {}),
        }  # fmt: skip
        return self.dressed(render(self.request, template, told, status=status))

    def dressed(self, answer: HttpResponse) -> HttpResponse:
        """Shown inside of the sites that are named, and of no other."""
        answer["Content-Security-Policy"] = POLICY.format(rules.frame_ancestors(self.form.sites))
        answer["Content-Language"] = html_code(self.language)
        return answer
