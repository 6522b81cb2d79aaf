"""No more of these mails, in one click: an address that only we can have made, without sign-in, as RFC 8058 asks."""

from django.core.signing import BadSignature, Signer

from xianji.customers.consents import rules
from xianji.customers.consents.asking import may_contact
from xianji.customers.consents.writing import write_down
from xianji.customers.leads import scoring
from xianji.customers.leads.models import Signal
from xianji.customers.nurturing.models import NurtureDispatch
from xianji.kit import store
from xianji.lib.actor import SYSTEM, acting
from xianji.workspace.notices.posting import whole

SALT = "xianji.nurturing.farewell"
MAIL, THROUGH = "mail", "form"
PATH = "/u/"


def path_of(made: NurtureDispatch) -> str:
    return PATH + Signer(salt=SALT).sign(f"{made.pk}")


def headers_of(made: NurtureDispatch) -> dict[str, str]:
    """What mail programs make a button of; nothing where the company has no address of its own yet."""
    address = whole(path_of(made))
    if not address.startswith("https://"):
        return {}
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def mail_of(text: str) -> NurtureDispatch | None:
    """The mail that it stood in, if we made this address; also of somebody who is long in the trash."""
    try:
        pk = Signer(salt=SALT).unsign(text)
    except BadSignature:
        return None
    links = ("enrollment__lead", "enrollment__sequence")
    return NurtureDispatch.objects.select_related(*links).filter(pk=int(pk)).first()


def is_gone(made: NurtureDispatch) -> bool:
    """Whether no such mail is sent any more."""
    said = may_contact(made.enrollment.lead, MAIL, made.enrollment.sequence.purpose)
    return said.code in (rules.WITHDRAWN, rules.REFUSED, rules.RESTRICTED)


def leave(made: NurtureDispatch, source: str) -> None:
    """No mail to this address any more but what a contract asks; a second click says nothing new."""
    lead = made.enrollment.lead
    with acting(SYSTEM), store.whole():
        if is_gone(made):
            return
        write_down(lead, rules.WITHDRAWN, rules.ANY, MAIL, source=source, through=THROUGH)
        scoring.note(lead, Signal.Kind.UNSUBSCRIBED)
