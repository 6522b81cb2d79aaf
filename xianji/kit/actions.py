"""The action: a function becomes a button, a permission, an API call, a journal entry and evidence."""

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from xianji.kit import ports, registry, store
from xianji.kit.records.finding import held
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import Blocked, NotPermitted, Refused, Stale, WrongState
from xianji.lib import actor as acting
from xianji.lib.actor import Actor
from xianji.org import scope

PUT_BACK = "put back"
"""How a verb is undone whose body touches nothing but its record: what it changed is put as it was."""


def never(verb: str, record: Any) -> bool:
    return False


class Approval:
    """The marker in `only_through=approval`: such a verb has no button, no endpoint, no import. The marker alone opens nothing:
    whether this very record was granted the verb is asked of `grants`, which the approvals fill at start."""

    def __init__(self) -> None:
        self.grants: Callable[[str, Any], bool] = never


approval = Approval()


def anybody(record: Any, who: Actor) -> bool:
    return True


_waiting: ContextVar[list[Callable[[], object]] | None] = ContextVar("waiting", default=None)


def afterwards(work: Callable[[], object]) -> None:
    """Do it in the same transaction as soon as the running verb has stored its record; at once where no verb runs."""
    waiting = _waiting.get()
    if waiting is None:
        work()
    else:
        waiting.append(work)


@dataclass
class Action:
    """A verb of one model. Calling it runs everything the house demands, in one transaction."""

    model: Any
    body: Callable[..., Any]
    name: str
    label: Any
    when: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    state_field: str = "state"
    icon: str = "player-play"
    permission: str = ""
    letter: str = "U"
    only_through: Any = None
    is_danger: bool = False
    is_primary: bool = False
    needs: tuple[str, ...] = ()
    """Fields that must be filled before; those that are empty stand on the record's page."""
    only_for: Callable[[Any, Actor], bool] = anybody
    """Whom it is for, besides the permission: (record, actor)."""
    not_for: Any = ""
    """What others are told who try it all the same."""
    is_alone: bool = False
    """Whether each record is decided for itself: never for ticked rows, nor many in one call."""
    sets: bool = False
    """Whether the body touches nothing but the record it is given, so that many can be stored together."""
    says: Any = ""
    """What comes of it, in one sentence over the questions."""
    undo: str = ""
    """How it is taken back: PUT_BACK, or the name of the verb that leads back and asks for nothing; empty where it is final."""
    parameters: dict[str, inspect.Parameter] = field(default_factory=dict)
    is_action: bool = True

    @property
    def full_name(self) -> str:
        """`sales.quote.submit`."""
        return f"{self.model._meta.label_lower}.{self.name}"

    @property
    def needed(self) -> str:
        return self.permission or self.full_name

    @cached_property
    def paths(self) -> dict[str, tuple[str, ...]]:
        """{state: those it may lead to}; with as many states before as after, each goes to the one at its place."""
        if len(self.then) > 1 and len(self.then) == len(self.when):
            return {before: (after,) for before, after in zip(self.when, self.then, strict=True)}
        return {before: self.then for before in self.when if self.then}

    def suits(self, record: Any) -> bool:
        """Whether the record is in a state from which this can be done."""
        return not self.when or getattr(record, self.state_field) in self.when

    def missing(self, record: Any) -> list[str]:
        """The fields that this still needs; what its own dialog asks for is not among them."""
        columns = ((name, record._meta.get_field(name).attname) for name in self.needs)
        return [name for name, column in columns if getattr(record, column) in (None, "")]

    def open_to(self, record: Any, who: Actor) -> bool:
        """Whether to offer the button; the call checks again."""
        fits = self.only_through is None and self.suits(record) and scope.holds(record, who, self.needed)
        return fits and self.only_for(record, who)

    def __call__(
        self, record: Any, *, by: Actor | None = None, version: int | None = None, reason: str = "", source: str = "",
        through: Any = None, **values: Any,
    ) -> Any:  # fmt: skip
        who = by or acting.current()
        try:
            with acting.acting(who), store.whole():
                return self._run(record, who, version, reason, source, through, values)
        except Refused as refusal:
            if not transaction.get_connection().in_atomic_block:
                with acting.acting(who):
                    note_refusal(self.name, record, refusal, source)
            raise

    def _run(self, record: Any, who: Actor, version: int | None, reason: str, source: str, through: Any,
             values: dict[str, Any]) -> Any:  # fmt: skip
        row = lock(record)
        if self.only_through is not through or (through is not None and not through.grants(self.full_name, row)):
            raise NotPermitted(_("“%(verb)s” happens only through an approval.") % {"verb": self.label})
        if through is None and not Holding(row, who).may(self.needed):
            raise NotPermitted(_("You may not do “%(verb)s” here.") % {"verb": self.label})
        if version is not None and version != row.version:
            raise store.stale(record, {})
        self.must_suit(row)
        if through is None and not self.only_for(row, who):
            raise NotPermitted(str(self.not_for) or _("You may not do “%(verb)s” here.") % {"verb": self.label})
        if found := ports.objections(self.full_name, [row], values):
            raise Blocked(found)
        waiting: list[Callable[[], object]] = []
        token = _waiting.set(waiting)
        try:
            self.put(row, who, values)
            store.change(row, verb=self.name, source=source, reason=reason or str(values.get("why") or ""))
        finally:
            _waiting.reset(token)
        for work in waiting:
            work()
        record.__dict__.update(row.__dict__)
        return record

    def must_suit(self, row: Any) -> None:
        """Refused in a state from which this cannot be done."""
        if not self.suits(row):
            raise WrongState(self.unsuited(getattr(row, self.state_field)))

    def unsuited(self, state: Any) -> str:
        """Why it cannot be done from this state."""
        named = dict(self.model._meta.get_field(self.state_field).flatchoices).get(state, state)
        told = {"verb": self.label, "state": named}
        return _("“%(verb)s” is not possible while the state is “%(state)s”.") % told

    def lacking(self, name: str) -> str:
        """Why it cannot be done while this field is empty."""
        told = {"verb": self.label, "field": self.model._meta.get_field(name).verbose_name}
        return _("“%(verb)s” needs the field “%(field)s”, which is empty.") % told

    def put(self, row: Any, who: Actor, values: dict[str, Any]) -> None:
        """What the verb does to a row that may be written: the new state, and the body."""
        if missing := self.missing(row):
            raise Refused("", {name: [self.lacking(name)] for name in missing})
        if len(self.then) == 1:
            setattr(row, self.state_field, self.then[0])
        outcome = self.body(row, by=who, **values)
        if len(self.then) > 1:
            setattr(row, self.state_field, self._landed(outcome))

    def _landed(self, outcome: Any) -> Any:
        if outcome not in self.then:
            raise TypeError(f"{self.full_name} must return one of {self.then}, not {outcome!r}")
        return outcome


def action(
    model: Any, *, when: Any = (), then: Any = (), label: Any = None, field: str = "state", icon: str = "player-play",
    permission: str = "", letter: str = "U", only_through: Any = None, danger: bool = False,
    primary: bool = False, needs: tuple[str, ...] = (), only_for: Callable[[Any, Actor], bool] = anybody, alone: bool = False,
    sets: bool = False, undo: str = "", says: Any = "", not_for: Any = "",
) -> Callable[[Callable[..., Any]], Action]:  # fmt: skip
    """Declare a verb: from which states, to which, and what it is called on the button; `sets` where the body touches
    nothing but the record it is given, `says` tells over its questions what comes of it."""

    def declare(body: Callable[..., Any]) -> Action:
        given = inspect.signature(body).parameters
        made = Action(
            model=model, body=body, name=body.__name__, label=label or body.__name__.replace("_", " ").capitalize(),
            when=states(when), then=states(then), state_field=field, icon=icon, permission=permission,
            letter=letter, only_through=only_through, is_danger=danger, is_primary=primary, needs=tuple(needs),
            only_for=only_for, is_alone=alone, sets=sets, undo=undo, says=says, not_for=not_for,
            parameters={n: p for n, p in list(given.items())[1:] if n != "by"},
        )  # fmt: skip
        made.__doc__ = body.__doc__
        registry.actions[made.full_name] = made
        return made

    return declare


def states(given: Any) -> tuple[str, ...]:
    """One state or several, as their stored values."""
    several = given if isinstance(given, tuple | list | set) else (given,) if given != "" else ()
    return tuple(str(getattr(one, "value", one)) for one in several)


def lock(record: Any, *, trashed: bool = False) -> Any:
    """The row as it stands now, held until the transaction ends."""
    row = held(type(record), record.pk)
    if row is None or (row.deleted_at is not None and not trashed):
        told = getattr(row, "gone", None)
        raise WrongState(told() if told else _("This record no longer exists."))
    return row


def must_not_be_objected(verb: str, record: Any, source: str = "web") -> None:
    """What preventive controls say against something that is no action of its own; called before its transaction."""
    if found := ports.objections(f"{record.label()}.{verb}", [record], {}):
        refusal = Blocked(found)
        note_refusal(verb, record, refusal, source)
        raise refusal


def note_refusal(verb: str, record: Any, refusal: Refused, source: str = "") -> None:
    """Write down that something was refused: a second, short transaction after the rollback."""
    from xianji.audit.journal import Event
    from xianji.audit.journal import record as write

    if isinstance(refusal, Stale) or refusal.is_noted:
        return
    refusal.is_noted = True
    with transaction.atomic():
        told = Event(f"refused:{verb}"[:60], record.label(), record.pk, str(record)[:200], reason=refusal.message[:500])
        write(told, source=source)
        if isinstance(refusal, Blocked):
            ports.count_refusal(f"{record.label()}.{verb}", record, refusal.objections)
