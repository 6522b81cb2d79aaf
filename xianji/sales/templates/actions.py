"""The life of a template: written, put in use by legal, written anew, taken out of use; and the models that ship."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.audit.journal import Event
from xianji.audit.journal import record as note
from xianji.kit import store
from xianji.kit.actions import action, lock
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.said import sentence
from xianji.kit.web.writing import several
from xianji.lib import actor
from xianji.sales.templates.models import Clause, ContractTemplate, Subject
from xianji.sales.templates.rules import missing, plain
from xianji.sales.templates.shipped import Model, models

State = ContractTemplate.State
CHANGE = f"{ContractTemplate.label()}.change"


@action(ContractTemplate, when=State.DRAFT, then=State.IN_FORCE, label=gettext_lazy("Put in use"), icon="circle-check",
        letter="A", primary=True)  # fmt: skip
def publish(template: ContractTemplate, *, by: Any) -> None:
    """Contracts may be made from it."""
    there = set(Clause.objects.filter(template=template).values_list("subject", flat=True))
    if lacking := missing(there):
        named = several(Clause(subject=group[0]).get_subject_display() for group in lacking)
        raise Refused(_("The template lacks clauses: %(clauses)s.") % {"clauses": named})


@action(ContractTemplate, when=State.IN_FORCE, then=State.DRAFT, label=gettext_lazy("Write anew"), icon="pencil")
def revise(template: ContractTemplate, *, by: Any) -> None:
    """A new edition; contracts keep the words that they were made with."""
    template.edition += 1


@action(ContractTemplate, when=State.IN_FORCE, then=State.RETIRED, label=pgettext_lazy("template", "Take out of use"),
        icon="archive", danger=True)  # fmt: skip
def retire(template: ContractTemplate, *, by: Any) -> None:
    """No contract is made from it any more."""


def write(template: ContractTemplate, values: dict[str, Any], clause: Clause | None = None, was: str | None = None) -> Clause:
    """A clause of a draft, in place of the text that the writer saw."""
    with store.whole():
        row = opened(template)
        made = as_it_is(clause, was) if clause else Clause(template=row, place=place_of(values["subject"]))
        for name, value in values.items():
            setattr(made, name, value)
        made.save()
        told(row, sentence(gettext_noop("Clause: %(title)s"), title=made.title))
        return made


def as_it_is(clause: Any, was: str | None = None) -> Any:
    """A clause as it stands now that its template or contract is held; refused where it no longer says what somebody saw."""
    row = type(clause).objects.filter(pk=clause.pk).first()
    if row is None:
        raise Refused(_("“%(title)s” was taken out meanwhile.") % {"title": clause.title})
    if was is not None and plain(row.text) != plain(was):
        raise Refused(_("“%(title)s” was changed meanwhile. It now says: %(text)s") % {"title": row.title, "text": row.text})
    return row


def place_of(subject: str) -> int:
    return Subject.values.index(subject) + 1


def drop(template: ContractTemplate, clause: Clause) -> None:
    with store.whole():
        row = opened(template)
        clause.delete()
        told(row, sentence(gettext_noop("Clause taken out: %(title)s"), title=clause.title))


def told(template: ContractTemplate, reason: str) -> None:
    note(Event("change", template.label(), template.pk, str(template), reason=reason), source="web")


def opened(template: ContractTemplate) -> ContractTemplate:
    """The row, held, for who may change it while it is a draft."""
    row: ContractTemplate = lock(template)
    if not Holding(row, actor.current()).may(CHANGE):
        raise NotPermitted(_("You may not change this template."))
    if row.state != State.DRAFT:
        raise Refused(_("The template is in use. “Write anew” makes it a draft of the next edition."))
    return row


def load_models() -> list[ContractTemplate]:
    """Drafts of the models that ship, those that are not there yet."""
    there = set(ContractTemplate.unscoped.filter(deleted_at=None).values_list("name", flat=True))
    return [load(one) for one in models() if one.name not in there]


def load(model: Model) -> ContractTemplate:
    with store.whole():
        made = ContractTemplate(name=model.name, kind=model.kind, language=model.language, note=model.note)
        store.create(made, source="regulation" if actor.current().is_system else "web")
        Clause.objects.bulk_create(
            Clause(template=made, place=place_of(subject), subject=subject, title=title, text=text)
            for subject, (title, text) in model.clauses.items()
        )
    return made
