"""Duties that were just done: what stands about a record ends with the verb that does it, not with the next night."""

from collections import defaultdict
from datetime import date
from functools import lru_cache, partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from xianji.kit import registry
from xianji.kit.controls import Control
from xianji.lib import actor
from xianji.lib.actor import SYSTEM, acting
from xianji.lib.blocks import batched
from xianji.policy.exceptions.models import ControlException
from xianji.policy.findings.duties import put_down
from xianji.policy.findings.models import ACTIVE, Finding
from xianji.policy.findings.needless import put_aside
from xianji.policy.findings.renewing import end
from xianji.policy.runs.looking import look
from xianji.workspace.activities.models import Activity

BLOCK = 500
"""Cases that are looked at in one statement."""
FROM_FILES = ("import", "import_change")


def settle_after(verb: str, records: list[Any]) -> None:
    """Once the transaction holds: whatever somebody may have done by a verb. What the clock does, and a file, is looked at by the
    night. To look must not undo what was done: if it fails, the night looks again."""
    if actor.current().is_system or verb.rpartition(".")[2] in FROM_FILES:
        return
    controls = touched_by(records)
    cases = {model: cases_of(model, records) for model in {control.model for control in controls}}
    asked = {control.full_name: cases[control.model] for control in controls if cases[control.model]}
    if asked:
        transaction.on_commit(partial(settle, asked), robust=True)


def touched_by(records: list[Any]) -> list[Control]:
    """The controls that look by themselves and judge this kind, one to which it leads or one that was spoken about."""
    kind: Any = type(records[0])
    labels = {kind.label(), *_links(kind), *({one.about_label for one in records} if kind is Activity else ())}
    judging = _judging(len(registry.controls))
    return [one for label in labels for one in judging.get(label, ())]


@lru_cache(maxsize=2)
def _judging(_count: int) -> dict[str, list[Control]]:
    found = defaultdict[str, list[Control]](list)
    for control in registry.controls.values():
        if control.every:
            found[control.model.label()].append(control)
    return dict(found)


def cases_of(model: Any, records: list[Any]) -> set[int]:
    """The records themselves, what they are about, or what their links lead to."""
    kind: Any = type(records[0])
    if kind is model:
        return {one.pk for one in records}
    if hasattr(kind, "about_label"):
        return {one.about_id for one in records if one.about_label == model.label()}
    return {pk for name in _links(kind).get(model.label(), ()) for one in records if (pk := getattr(one, name))}


@lru_cache(maxsize=512)
def _links(kind: Any) -> dict[str, list[str]]:
    """{kind to which it leads: the columns}. People and units are no cases of what they own: their figures are those of a
    night."""
    found = defaultdict[str, list[str]](list)
    for field in kind._meta.concrete_fields:
        if field.related_model and field.related_model._meta.app_label != "org":
            found[field.related_model._meta.label_lower].append(field.attname)
    return dict(found)


def settle(asked: dict[str, set[int]]) -> int:
    """Returns how many findings ended: the case is not needed any more, or not for that day."""
    ids, done = sorted(set().union(*asked.values())), 0
    about = {registry.controls[name].model.label() for name in asked}
    for block in batched(ids, BLOCK):
        rows = Finding.unscoped.filter(about_label__in=about, about_id__in=block, state__in=ACTIVE, deleted_at=None)
        standing = defaultdict[str, list[tuple[int, int, date]]](list)
        for name, pk, case, due in rows.values_list("control", "pk", "about_id", "due_on"):
            if case in asked.get(name, ()):
                standing[name].append((pk, case, due))
        if standing:
            on = timezone.localdate()
            excepted = set(ControlException.holding(on).filter(control__in=standing).values_list("control", flat=True))
            done += sum(_settle(registry.controls[name], found, on, name in excepted) for name, found in standing.items())
    return done


def _settle(control: Control, standing: list[tuple[int, int, date]], on: date, is_excepted: bool) -> int:
    with acting(SYSTEM), transaction.atomic():
        left = look(control, on, is_excepted=is_excepted).needed_of({case for _pk, case, _due in standing})
        over = {pk: case for pk, case, due in standing if not left & {(case, due), (case, None)}}
        if not over:
            return 0
        put_down(control.model.label(), over.values(), over.keys())
        ended = end(Finding.unscoped.filter(pk__in=over, state__in=ACTIVE), on)
        put_aside([control.full_name])
        return ended
