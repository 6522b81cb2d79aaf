"""What comes from a device: each deed with the key it was given there, done once however often it is sent, refused as a whole
where somebody else was faster."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import IO, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from xianji.kit import lines, store, verbs
from xianji.kit.actions import lock, note_refusal
from xianji.kit.files.keeping import Already, attach
from xianji.kit.refusals import Refused
from xianji.lib import actor, whole
from xianji.sales.visits import actions, taking
from xianji.sales.visits.models import Visit, VisitArrival, VisitNote
from xianji.workspace.activities.models import Activity

SOURCE = "device"
POINTS, LONGEST = 30, 64
Kind = VisitNote.Kind
Photo = tuple[str, IO[bytes], int]


def arrive(
    key: str, visit: Visit, version: int | None, did: str, values: dict[str, Any], photo: Photo | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The answer to what was done now, or to what was done when this key came first."""
    if did not in DEEDS.keys() | BESIDE.keys() or not key or len(key) > LONGEST or not key.isprintable():
        raise Refused(_("The device sent something that is not known here. Load the page anew."))
    user_id = actor.current().user_id or 0
    try:
        with store.whole():
            claimed = claim(user_id, key, visit)
            if claimed is None:
                return VisitArrival.objects.get(user_id=user_id, key=key).answer
            done(did, visit, version, values, photo)
            fresh = Visit.unscoped.get(pk=visit.pk)
            claimed.answer = {"version": fresh.version, "state": fresh.state, "state_told": str(fresh.get_state_display())}
            claimed.save()
    except Refused as refusal:
        if not transaction.get_connection().in_atomic_block:
            note_refusal(did, visit, refusal, SOURCE)
        raise
    return claimed.answer


def claim(user_id: int, key: str, visit: Visit) -> VisitArrival | None:
    """Our own row; nothing where the key is known. A twin that comes at the same time waits here until the first is done."""
    try:
        with transaction.atomic():
            return VisitArrival.objects.create(user_id=user_id, key=key, visit=visit)
    except IntegrityError:
        return None


def done(did: str, visit: Visit, version: int | None, values: dict[str, Any], photo: Photo | None) -> None:
    row = lock(visit)
    if did in BESIDE:
        BESIDE[did](row, values, photo)
        return
    if version is not None and version != row.version:
        raise store.stale(row, {})
    DEEDS[did](row, values)


def prepare(visit: Visit, values: dict[str, Any]) -> None:
    write(visit, values)
    there = set(actions.notes(visit, Kind.MATERIAL).values_list("material_id", flat=True))
    add(visit, [{"kind": Kind.MATERIAL, "material_id": pk} for pk in numbers(values.get("materials")) if pk not in there])
    if visit.state == Visit.State.PLANNED:
        actions.prepare(visit, source=SOURCE)


def check_in(visit: Visit, values: dict[str, Any]) -> None:
    actions.check_in(visit, at=moment(values.get("at")), place=text(values.get("place"), 80), source=SOURCE)


def check_out(visit: Visit, values: dict[str, Any]) -> None:
    actions.check_out(visit, at=moment(values.get("at")), source=SOURCE)


def report(visit: Visit, values: dict[str, Any]) -> None:
    """All that was written on the way, then the report itself."""
    write(visit, values)
    mine = actor.current().person_id
    add(visit, [{"kind": Kind.SHOWN, "product_id": pk} for pk in numbers(values.get("shown"))])
    add(visit, [{"kind": Kind.PRICE, "text": text(one.get("text"), 300), "amount": amount(one.get("amount"))}
                for one in rows(values.get("prices"))])  # fmt: skip
    for name, kind in (("issues", Kind.ISSUE), ("next", Kind.NEXT)):
        add(visit, [{"kind": kind, "text": text(one.get("text"), 300), "due_on": day(one.get("due")), "person_id": mine}
                    for one in rows(values.get(name))])  # fmt: skip
    result = text(values.get("result"), 10)
    if result not in Visit.Result.values:
        raise Refused(_("Choose how the visit went."))
    actions.report(visit, result=Visit.Result(result), summary=text(values.get("summary"), 20_000),
                   no_next_because=text(values.get("no_next_because"), 200), source=SOURCE)  # fmt: skip


DEEDS: dict[str, Callable[[Visit, dict[str, Any]], None]] = {
    "prepare": prepare, "check_in": check_in, "check_out": check_out, "report": report,
}  # fmt: skip


def write(visit: Visit, values: dict[str, Any]) -> None:
    """The fields that may be written on the way, through the verb that asks what every change is asked."""
    given = {name: values[name] for name in taking.WRITTEN if name in values}
    fields = {name: bool(one) if name in taking.TICKED else text(one, 20_000) for name, one in given.items()}
    if fields:
        changed = verbs.change(visit, fields, source=SOURCE)
        visit.__dict__.update(changed.__dict__)


def add(visit: Visit, several: list[dict[str, Any]]) -> None:
    for values in several[:POINTS]:
        point = lines.begun(VisitNote, "visit", visit)
        for name, one in values.items():
            setattr(point, name, one)
        store.create(point, source=SOURCE)


def take_photo(visit: Visit, photo: Photo | None) -> None:
    """Beside the visit's other files, named by when it was taken; the journal and the file's row keep its fingerprint."""
    if photo is None:
        raise Refused(_("The photo did not arrive. Take it once more."))
    with suppress(Already), transaction.atomic():  # of the other device, or taken again: it is there
        attach(visit, *photo, source=SOURCE)


def remark(visit: Visit, values: dict[str, Any], photo: Photo | None) -> None:
    """What another device had written about a visit that was written up already, as a note in its timeline: nothing is lost."""
    words = text(values.get("text"), 20_000)
    if not words:
        raise Refused(_("Nothing was written here."))
    about = {"about_label": visit.label(), "about_id": visit.pk}
    told = {"kind": Activity.Kind.NOTE, "subject": _("Written on another device"), "text": words, "at": timezone.now()}
    verbs.create(Activity, {**about, **told}, source=SOURCE)


BESIDE: dict[str, Callable[[Visit, dict[str, Any], Photo | None], None]] = {
    "photo": lambda visit, _values, photo: take_photo(visit, photo), "note": remark,
}  # fmt: skip
"""What stands beside the visit, however it was changed in between."""


def moment(given: Any) -> datetime | None:
    found = parse_datetime(given) if isinstance(given, str) else None
    return timezone.make_aware(found) if found is not None and timezone.is_naive(found) else found


def day(given: Any) -> date | None:
    try:
        return parse_date(given) if isinstance(given, str) else None
    except ValueError:
        return None


def text(given: Any, most: int) -> str:
    return given.strip()[:most] if isinstance(given, str) else ""


def amount(given: Any) -> Any:
    """As typed; the field says what is wrong with it."""
    return text(given, 40).replace(",", "") or None


def numbers(given: Any) -> list[int]:
    several = given if isinstance(given, list) else []
    return whole.numbers(str(one) for one in several)[:POINTS]


def rows(given: Any) -> list[dict[str, Any]]:
    """Those in which something was typed."""
    return [one for one in given if isinstance(one, dict) and any(one.values())] if isinstance(given, list) else []


def forget() -> int:
    """Keys that no device sends any more."""
    return VisitArrival.objects.filter(at__lt=timezone.now() - actions.KEPT).delete()[0]
