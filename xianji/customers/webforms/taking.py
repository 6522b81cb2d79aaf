"""Taking an answer: a lead or one more word from a known one, their consent with its proof, and the response, all or nothing."""

from itertools import product
from typing import Any

from django.db import IntegrityError
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xianji.customers.consents import rules as consents
from xianji.customers.consents.asking import may_contact
from xianji.customers.consents.models import Consent, NoticeVersion
from xianji.customers.consents.writing import write_down
from xianji.customers.leads import scoring
from xianji.customers.leads.deadlines import GRADES
from xianji.customers.leads.models import Lead, called
from xianji.customers.touches.models import Touch
from xianji.customers.webforms import rules
from xianji.customers.webforms.models import Submission, WebForm, Wording
from xianji.kit import ports, store
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.company.models import Company
from xianji.org.company.settled import company

THROUGH = "form"
NOES = (consents.REFUSED, consents.WITHDRAWN, consents.RESTRICTED)
OVER = (Lead.State.CONVERTED, Lead.State.DISQUALIFIED)
State, Doubt = Submission.State, Submission.Doubt


def take(
    form: WebForm, values: dict[str, Any], texts: list[str], wording: Wording, medium: str, nonce: str, *, marketing: bool = False
) -> Submission | None:  # fmt: skip
    """Everything that follows from one answer; None where this very answer was taken before."""
    try:
        with actor.acting(SYSTEM), translation.override(company().language), store.whole():
            one_after_the_other()
            return None if is_taken(nonce) else taken(form, values, texts, wording, medium, nonce, marketing)
    except IntegrityError:
        if is_taken(nonce):
            return None
        raise


def one_after_the_other() -> None:
    """Two answers of one person at the same moment, to whichever forms, find each other's lead: held until this one is kept."""
    list(Company.objects.select_for_update().filter(pk=1).values_list("pk"))


def is_taken(nonce: str) -> bool:
    return Submission.objects.filter(token=nonce).exists()


def taken(
    form: WebForm, values: dict[str, Any], texts: list[str], wording: Wording, medium: str, nonce: str, marketing: bool
) -> Submission:
    known = known_lead(values)
    lead = known or new_lead(form, values, medium)
    asked = {form.purpose, *([consents.MARKETING] if marketing else [])}
    doubt = Doubt.LINK if rules.has_link(texts) else Doubt.NO if has_said_no(lead, asked) else ""
    made = Submission(
        form=form, lead=lead, wording=wording, at=timezone.now(), medium=medium, doubt=doubt, token=nonce, is_new=known is None,
        wants_marketing=marketing,
        state=State.LOOK if doubt else State.KNOWN if known else State.TAKEN,
    )  # fmt: skip
    if doubt != Doubt.NO:
        made.consent = agree(made)
    respond(made, values)
    if form.sign and not doubt:
        scoring.note(lead, form.sign, made.at)
    if known is None:
        keep_what_nobody_gets(made)
    made.save()
    tell(made)
    return made


def known_lead(values: dict[str, Any]) -> Lead | None:
    """The open lead with the same number or address, whoever looks after it."""
    same = Q(pk__in=[])
    for name in ("mobile", "email"):
        mark: Any = Lead._meta.get_field(f"{name}_mark")
        if value := values.get(name):
            same |= Q(**{mark.name: mark.mark(value)})
    rows = Lead.unscoped.filter(same, deleted_at=None).exclude(state__in=OVER)
    return rows.select_related("owner").order_by("-pk").first()


def new_lead(form: WebForm, values: dict[str, Any], medium: str) -> Lead:
    """It lies with the form's team until the table of assignment says whose it is."""
    lead = Lead(
        **values, source=form.channel, campaign=form.campaign, region=form.region, basis=Lead.Basis.CONSENT, medium=medium
    )  # fmt: skip
    if form.team:
        lead.unit_id, lead.org_path = form.team_id, form.team.path
    return store.create(lead, source=THROUGH)


def has_said_no(lead: Lead, purposes: set[str]) -> bool:
    """By themselves or under this number or address. Anybody can type somebody else's: such an answer opens nothing alone."""
    asked = product(("call", "mail"), sorted(purposes))
    return lead.do_not_contact or any(may_contact(lead, channel, purpose).code in NOES for channel, purpose in asked)


def agree(made: Submission) -> Consent:
    """The words in the ledger, each with its proof: the text in its version and language, the form and the moment."""
    if made.wants_marketing and made.wording.marketing:
        agreed_to(made, made.wording.marketing)
    return agreed_to(made, made.wording.notice)


def agreed_to(made: Submission, notice: NoticeVersion) -> Consent:
    told = {"form": made.form.name, "number": made.form.number, "text": notice.edition}
    return write_down(
        made.lead, consents.GIVEN, notice.purpose, source=_("Web form “%(form)s”") % told,
        note=_("%(number)s, text %(text)s") % told, at=made.at, text=notice, through=THROUGH,
    )  # fmt: skip


def respond(made: Submission, values: dict[str, Any]) -> None:
    """The response: word from them, who wait for ours. To the one who has the lead it is the next step at once."""
    lead = made.lead
    assert lead is not None
    words = [f"{called(name)}: {value}" for name, value in values.items()]
    touch = Touch(
        lead=lead, owner_id=lead.owner_id, unit_id=lead.unit_id, org_path=lead.org_path, channel=Touch.Channel.WEB,
        direction=Touch.Direction.IN, outcome=Touch.Outcome.CALLBACK, at=made.at, next_step_at=None if made.doubt else made.at,
        note="\n".join([_("Web form “%(form)s”") % {"form": made.form.name}, *words]),
    )  # fmt: skip
    store.create(touch, source=THROUGH)


def keep_what_nobody_gets(made: Submission) -> None:
    """What is doubtful, and what the grades give to nobody, is not lost: whoever keeps the form looks at it."""
    lead = Lead.unscoped.get(pk=made.lead_id)
    if made.form.owner_id and (made.doubt or lead.grade not in GRADES):
        lead.owner_id = made.form.owner_id
        store.change(lead, verb="hand_over", source=THROUGH)


def tell(made: Submission) -> None:
    """Who has the lead hears that they wrote again; who keeps the form, that there is something to look at."""
    if made.is_new and not made.doubt:
        return
    message = gettext_noop("Please look at an answer to “%(form)s”: %(lead)s.")
    if not made.doubt:
        message = gettext_noop("%(lead)s has filled in “%(form)s”.")
    lead, form = made.lead, made.form
    person = form.owner_id if made.doubt else (lead and lead.owner_id) or form.owner_id
    ports.tell(
        [person] if person else [], kind="lead", message=message, values={"form": form, "lead": lead},
        key=f"form:{made.pk}", about=form if made.doubt else lead,
    )  # fmt: skip
