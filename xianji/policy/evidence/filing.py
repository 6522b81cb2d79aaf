"""Filing evidence: called by the kit in the transaction of every verb, after its journal entries."""

from functools import lru_cache
from typing import Any

from xianji.kit import registry
from xianji.kit.controls import Control
from xianji.org import loading
from xianji.policy.evidence.models import Evidence, digest_of

COLUMNS = (
    "control", "clause", "about_label", "about_id", "owner_id", "org_path", "verb", "at", "entry_id", "digest",
)  # fmt: skip


def file_evidence(verb: str, records: Any, entries: Any) -> None:
    """One link per record and control that names the verb as its evidence."""
    controls = proved_by(verb)
    if not controls:
        return
    owned = type(records[0]).owned
    ids, digests, moments = zip(*[(entry.pk, entry.digest, entry.at) for entry in entries], strict=True)
    at, count = loading.adapted(Evidence._meta.get_field("at"), moments), len(ids)
    about = [(record.label(), record.pk) for record in records]
    for control in controls:
        columns = [
            [control.full_name] * count, [control.clause] * count, [label for label, _pk in about], [pk for _label, pk in about],
            [record.owner_id if owned else None for record in records],
            [getattr(record, "org_path", "") for record in records],
            [verb.rpartition(".")[2]] * count, at, ids,
            [digest_of(control.full_name, control.clause, one, verb, digest) for one, digest in zip(about, digests, strict=True)],
        ]  # fmt: skip
        loading.insert_new(Evidence, COLUMNS, columns)


def proved_by(verb: str) -> list[Control]:
    """The controls whose evidence a verb is."""
    return _proving(len(registry.controls)).get(verb, [])


@lru_cache(maxsize=2)
def _proving(_count: int) -> dict[str, list[Control]]:
    found: dict[str, list[Control]] = {}
    for control in registry.controls.values():
        for verb in control.proving:
            found.setdefault(verb, []).append(control)
    return found
