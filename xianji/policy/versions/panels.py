"""A version on its page: its clauses with what to look at, and clause by clause against the version before."""

from typing import Any

from django.utils.translation import gettext

from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.policy.clauses.models import Clause
from xianji.policy.regulations.reading import ReadClause, ReadWarning, compare, sentence
from xianji.policy.versions.models import Version


def clauses_of(version: Version) -> list[Clause]:
    return list(Clause.objects.filter(policy_version=version).order_by("place"))


def as_read(clauses: list[Clause]) -> list[ReadClause]:
    return [ReadClause(c.number, c.level, c.title, c.text, c.place, c.is_extension) for c in clauses]


class ClauseTree(Panel):
    """All clauses in order; in a draft each can be corrected, and doubtful places stand out."""

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        rows = clauses_of(record)
        told: dict[str, list[dict[str, Any]]] = {}
        for warning in record.warnings:
            told.setdefault(warning["number"] or "", []).append({**warning, "message": message_of(warning)})
        levels = [sum(1 for row in rows if row.level == level) for level in (1, 2, 3)]
        may_change = record.state == "draft" and actor.current().may("policy.clause.change")
        return {"clauses": rows, "told": told, "levels": levels, "may_change": may_change}


def message_of(warning: dict[str, Any]) -> str:
    """Its sentence in the language of the reader, not of who loaded the file; one loaded long ago kept its own."""
    return warning.get("message") or sentence(ReadWarning(**warning), gettext)


class Differences(Panel):
    """What this version changes against the one before it."""

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        before = before_of(record)
        if before is None:
            return {"before": None, "differences": []}
        found = compare(as_read(clauses_of(before)), as_read(clauses_of(record)))
        counts: dict[str, int] = {}
        for one in found:
            counts[one.kind] = counts.get(one.kind, 0) + 1
        return {"before": before, "differences": [one for one in found if one.kind != "same"], "counts": counts}


def before_of(version: Version) -> Version | None:
    """The version in force, or for a version that is, the one before it; any regulation's own line only."""
    rows = Version.objects.filter(regulation_id=version.regulation_id).exclude(pk=version.pk)
    published = rows.filter(state=Version.State.PUBLISHED)
    if version.effective_on:
        published = published.filter(effective_on__lte=version.effective_on, pk__lt=version.pk)
    found = published.order_by("-effective_on", "-pk").first()
    return found or rows.filter(pk__lt=version.pk).order_by("-pk").first()
