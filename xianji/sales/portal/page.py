"""A customer's own page in one language: shown, asked, and what is said where a question is not taken."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from xianji.customers.webforms.rules import LARGEST, age_refused
from xianji.customers.webforms.rules import Refusal as Age
from xianji.kit.web import tickets
from xianji.kit.web.context import NAMES
from xianji.kit.web.language import html_code
from xianji.kit.web.pages import HttpRequest, HttpResponse, HttpResponseRedirect, render
from xianji.lib import whole
from xianji.org.company.settled import company
from xianji.sales.orders.models import Order
from xianji.sales.portal import door, reading, rules
from xianji.sales.portal.models import CustomerPage
from xianji.sales.portal.rules import Refusal
from xianji.sales.portal.taking import Enough, take

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
TRAP = "homepage"
AGES = {Age.QUICK: Refusal.QUICK, Age.OLD: Refusal.OLD}
AGAIN = _("This could not be taken. Please look over what you wrote and send it once more.")
SAID = {
    Refusal.LARGE: (413, _("This is more than can be taken here. Please write less.")),
    Refusal.OFTEN: (429, _("That was very often. Please try again a little later.")),
    Refusal.FORGED: (422, AGAIN),
    Refusal.QUICK: (422, _("That was very quick. Please look over what you wrote and send it once more.")),
    Refusal.OLD: (422, _("This page has stood open for long. Please send it once more.")),
    Refusal.EMPTY: (422, _("Please write what you need.")),
    Refusal.ENOUGH: (422, _("Several of your questions wait for our answer already. Please call us if it is urgent.")),
}  # fmt: skip


class Page:
    """One customer's page, as whoever has its address meets it. The system reads; each statement asks for this customer."""

    def __init__(self, request: HttpRequest, page: CustomerPage) -> None:
        self.request, self.page = request, page
        self.language = translation.get_language() or company().language

    def opened(self) -> HttpResponse:
        if self.request.method == "GET":
            door.opened(self.page)
        return self.shown()

    def asked(self) -> HttpResponse:
        """What costs least is looked at first; what was written stays in its field."""
        if wait := door.wait(self.page, "ask", door.ASKS):
            answer = self.refused(Refusal.OFTEN)
            answer["Retry-After"] = f"{wait}"
            return answer
        posted = tickets.posted(self.request, LARGEST)
        return self.refused(Refusal.LARGE) if posted is None else self.read(posted)

    def read(self, posted: Any) -> HttpResponse:
        words = posted.get("words", "").replace("\0", "").strip()[: rules.WORDS]
        ticket = door.read(self.page, posted.get("ticket", ""))
        order = self.order_of(posted.get("order", ""))
        if ticket is None or posted.get(TRAP, "").strip():
            return self.refused(Refusal.FORGED, words)
        if reason := age_refused(ticket.age):
            return self.refused(AGES[reason], words)
        if order is None and not words:
            return self.refused(Refusal.EMPTY)
        try:
            take(self.page, words, order, ticket.nonce)
        except Enough:
            return self.refused(Refusal.ENOUGH, words)
        answer = HttpResponseRedirect(f"{self.page.path}?lang={self.language}&sent=1#asked")
        answer.status_code = 303
        return self.dressed(answer)

    def order_of(self, number: str) -> Order | None:
        """One of this customer's own, that it can see."""
        return Order.objects.filter(pk=whole.number(number), customer=self.page.customer, state=Order.State.CONFIRMED).first()

    def refused(self, reason: Refusal, words: str = "") -> HttpResponse:
        status, told = SAID[reason]
        return self.shown(words, told, status)

    def shown(self, words: str = "", told: Any = "", status: int = 200) -> HttpResponse:
        others = [(html_code(code), name, f"{self.page.path}?lang={code}") for code, name in NAMES if code != self.language]
        context = {
            "firm": company().name, "html_language": html_code(self.language), "others": others, "customer": self.page.customer,
            "until": self.page.until, "action": f"{self.page.path}?lang={self.language}", "path": self.page.path, "trap": TRAP,
            "ticket": door.ticket_for(self.page), "words": words, "told": told, "language": self.language,
            "is_sent": not told and self.request.GET.get("sent") == "1", "longest": rules.WORDS,
            **reading.whole(self.page.customer),
        }  # fmt: skip
        return self.dressed(render(self.request, "sales/portal/page.html", context, status=status))

    def dressed(self, answer: HttpResponse) -> HttpResponse:
        return private(answer, self.language)


def private(answer: HttpResponse, language: str = "") -> HttpResponse:
    """Its address is the only key: no engine lists it, no store keeps it, no link tells where one came from."""
    answer["Content-Security-Policy"] = POLICY
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    if language:
        answer["Content-Language"] = html_code(language)
    return answer
