"""Two or three records become one, and one becomes them again: each in one transaction, with its entry in the journal of all."""

import json
from datetime import timedelta
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.journal import together
from xianji.kit import lines, ports, registry, store
from xianji.kit.actions import lock, note_refusal
from xianji.kit.files.models import Attachment
from xianji.kit.merging.declared import merging_of
from xianji.kit.merging.links import Link, hindrances, links_to, merged, parted, uniting
from xianji.kit.merging.models import Merged
from xianji.kit.merging.surviving import Choice, choice, names_of, values
from xianji.kit.records.finding import held
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import Blocked, NotPermitted, Refused, WrongState
from xianji.kit.search import index
from xianji.kit.sharing.keeping import may_share
from xianji.kit.web.writing import several
from xianji.lib import actor
from xianji.org.models import Share

MERGE, UNMERGE = "merge", "unmerge"
AT_ONCE = 3
MOST = 5_000
"""Rows that go along at most; more of them are a matter of hours, and of a job."""
DAYS = 30
"""How long a merge can be taken back."""


def may_merge(resource: Any) -> bool:
    """Whether the actor may do such a thing at all."""
    return merging_of(resource) is not None and resource.may(actor.current(), "change")


def merge(survivor: Any, others: list[Any], picked: Choice | None = None, *, versions: dict[int, int] | None = None,
          reason: str = "", source: str = "") -> Any:  # fmt: skip
    """The survivor with the chosen values ({field: record}) and everything that led to the others, which go to the trash.
    Returns the survivor as it stands now."""
    key = token_hex(16)
    try:
        with store.whole():
            rows = held_rows([survivor, *others], versions or {})
            resource = registry.resource_of(type(survivor))
            must_merge(resource, rows)
            wanted = {**choice(resource, rows), **chosen_now(resource, rows, picked or {})}
            with together(key):
                return _merged(resource, rows, values(resource, rows, wanted), key, reason, source)
    except IntegrityError as problem:
        told = _("Something that belongs to one of them may not be there twice. Settle it first, then merge.")
        raise Refused(told) from problem
    except Refused as refusal:
        if not transaction.get_connection().in_atomic_block:
            note_refusal(MERGE, survivor, refusal, source)
        raise


def held_rows(records: list[Any], versions: dict[int, int]) -> list[Any]:
    """As they stand now, locked in one order whoever is asked first, and told in the order asked."""
    if len({one.pk for one in records}) != len(records) or not 2 <= len(records) <= AT_ONCE:
        raise Refused(_("Choose two different records, or up to %(most)s.") % {"most": AT_ONCE})
    rows = {one.pk: lock(one) for one in sorted(records, key=lambda one: one.pk)}
    for one in records:
        if versions.get(one.pk, rows[one.pk].version) != rows[one.pk].version:
            raise store.stale(rows[one.pk], {})
    return [rows[one.pk] for one in records]


def must_merge(resource: Any, rows: list[Any]) -> None:
    """Every one may be changed, they may be the same, and no control objects."""
    for row in rows:
        if merging_of(resource) is None or not Holding(row, actor.current()).may(resource.permission("change")):
            raise NotPermitted(_("You may not change “%(record)s”, so you cannot merge it.") % {"record": row})
    if told := refusals(resource, rows):
        raise Refused(told[0])
    if found := ports.objections(f"{resource.label}.{MERGE}", rows, {}):
        raise Blocked(found)


def refusals(resource: Any, rows: list[Any]) -> list[str]:
    """Why these cannot be one."""
    declared, found = merging_of(resource), []
    for name in declared.keys if declared else ():
        said = {str(getattr(row, name)) for row in rows} - {"", "None"}
        if len(said) > 1:
            words = _("They differ in “%(field)s” (%(values)s), so they are not the same.")
            found.append(words % {"field": resource.column(name).label, "values": several(sorted(said))})
    found += filter(None, (hinder(row) for row in rows for hinder in hindrances))
    for name in resource.names:
        if resource.column(name).kind == "state":
            states = {getattr(row, name) for row in rows}
            final = {str(one) for one in resource.model.final}
            apart = {str(one) for one in (declared.apart if declared else ())}
            for state in sorted({one for one in states if one in final or (one in apart and len(states) > 1)}):
                words = _("One of them is “%(state)s”; such a record is not merged with others.")
                found.append(words % {"state": resource.column(name).choices[state]})
    return found


def chosen_now(resource: Any, rows: list[Any], picked: Choice) -> Choice:
    """What was picked, as the rows that are held; only fields and records that can be."""
    by_id, names = {row.pk: row for row in rows}, names_of(resource, rows)
    if wrong := [name for name, row in picked.items() if name not in names or row.pk not in by_id]:
        raise Refused("", {wrong[0]: [_("“%(name)s” is no field of which one value can be chosen here.") % {"name": wrong[0]}]})
    return {name: by_id[row.pk] for name, row in picked.items()}


def _merged(resource: Any, rows: list[Any], wanted: dict[str, Any], key: str, reason: str, source: str) -> Any:
    survivor, others = rows[0], rows[1:]
    before = {name: getattr(survivor, name) for name in wanted}
    for settle in uniting:
        settle(survivor, others)
    for one in others:
        moved, one = move(one, survivor), fresh(one)
        one.deleted_at = timezone.now()
        store.change(one, verb=MERGE, source=source, reason=noted(f"→ {called(survivor)}", reason))
        Merged.objects.create(label=resource.label, record_id=one.pk, survivor_id=survivor.pk, key=key, moved=moved,
                              number=number_of(one), title=str(one)[:200])  # fmt: skip
    for name, value in wanted.items():
        setattr(survivor, name, value)
    survivor = fresh(survivor)
    store.change(survivor, verb=MERGE, source=source, reason=noted(f"← {', '.join(map(called, others))}", reason))
    changed = {name: [old, wanted[name]] for name, old in before.items() if old != wanted[name]}
    Merged.objects.filter(key=key, record_id=others[0].pk).update(values=json.dumps(changed, cls=DjangoJSONEncoder))
    index.write(type(survivor), [survivor])
    for one in others:
        lines.passed(survivor, getattr(one, "owner_id", None))
    for tell in merged:
        tell(survivor, [one.pk for one in others])
    return survivor


def fresh(record: Any) -> Any:
    """Followers may have written the derived columns of the record meanwhile: they stand as stored, what was chosen on top."""
    stored = held(type(record), record.pk)
    for name, (_old, new) in store.changes(record).items():
        setattr(stored, name, new)
    return stored


def move(record: Any, to: Any) -> dict[str, list[int]]:
    """Everything that leads to the record leads to the other one. Returns what went along."""
    found = {link: link.moving(record, to, MOST + 1) for link in moving_links(to)}
    count = sum(map(len, found.values()))
    if count > MOST:
        told = _("More than %(most)s rows belong to “%(record)s”; let the fuller record stay.")
        raise Refused(told % {"most": f"{MOST:,}", "record": record})
    must_have_room(to, found)
    for link, ids in found.items():
        if ids:
            link.move(ids, to, f"→ {called(to)}")
    return {link.name: ids for link, ids in found.items() if ids}


def moving_links(to: Any) -> list[Link]:
    """Shares go along only where the actor could have given them."""
    return [link for link in links_to(to._meta.model) if link.model is not Share or may_share(to)]


def must_have_room(to: Any, found: dict[Link, list[int]]) -> None:
    for link, ids in found.items():
        if link.model is Attachment and ids and link.of(to).count() + len(ids) > settings.FILES_PER_RECORD:
            told = _("Together they have more than %(most)s files, the most that one may have.")
            raise Refused(told % {"most": settings.FILES_PER_RECORD})


def unmerge(resource: Any, key: str, *, source: str = "") -> list[str]:
    """The records that went come back with what went along, as far as it is still there. Returns the fields that somebody has
    changed since, which are left as they are."""
    with store.whole():
        rows = list(Merged.objects.select_for_update().filter(label=resource.label, key=key).order_by("pk"))
        survivor = must_come_apart(resource, rows)
        Merged.objects.filter(label=resource.label, key=key).delete()
        for row in rows:
            one = lock(resource.model(pk=row.record_id), trashed=True)
            one.deleted_at = None
            store.change(one, verb=UNMERGE, source=source, reason=f"← {called(survivor)}")
            move_back(row, survivor, one)
        survivor = held(resource.model, survivor.pk)
        owner = getattr(survivor, "owner_id", None)
        left = put_back(resource, survivor, json.loads(rows[0].values or "{}"))
        store.change(survivor, verb=UNMERGE, source=source, reason=f"→ {', '.join(row.number or row.title for row in rows)}")
        index.write(resource.model, [survivor])
        for row in rows:
            lines.passed(held(resource.model, row.record_id), owner)
        for tell in parted:
            tell(survivor, [row.record_id for row in rows])
    return left


def must_come_apart(resource: Any, rows: list[Merged]) -> Any:
    """Within its days, while the survivor is there, by who may change them all."""
    if not rows:
        raise WrongState(_("This was taken back already."))
    if rows[0].at < timezone.now() - timedelta(days=DAYS):
        raise WrongState(_("A merge can be taken back within %(days)s days.") % {"days": DAYS})
    survivor = lock(resource.model(pk=rows[0].survivor_id))
    trashed = [lock(resource.model(pk=row.record_id), trashed=True) for row in rows]
    for one in [survivor, *trashed]:
        if not Holding(one, actor.current()).may(resource.permission("change")):
            raise NotPermitted(_("You may not change “%(record)s”, so you cannot take this back.") % {"record": one})
    return survivor


def move_back(row: Merged, survivor: Any, to: Any) -> None:
    """What went along and is still at the survivor; what was given to others since stays theirs."""
    for link in links_to(to._meta.model):
        if ids := row.moved.get(link.name):
            still = set(link.of(survivor).values_list("pk", flat=True)) & set(ids)
            if still:
                link.move(sorted(still), to, f"→ {called(to)}")


def put_back(resource: Any, survivor: Any, said: dict[str, list[Any]]) -> list[str]:
    """The values from before, where they still are as the merge left them."""
    fields, left = {field.attname: field for field in survivor._meta.concrete_fields}, []
    for name, (old, new) in said.items():
        field = fields[name]
        if getattr(survivor, name) == field.to_python(new):
            setattr(survivor, name, field.to_python(old))
        else:
            left.append(str(field.verbose_name))
    return left


def called(record: Any) -> str:
    """`AC-000012 Heron Works`: the same in every language."""
    return " ".join(dict.fromkeys(filter(None, [number_of(record), str(record)])))


def number_of(record: Any) -> str:
    return str(getattr(record, "number", "") or "")[:60]


def noted(told: str, reason: str) -> str:
    return f"{told} · {reason}"[:500] if reason else told[:500]
