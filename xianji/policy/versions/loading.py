"""From a file to a draft version: read, kept clause by clause, with what a person should look at."""

import hashlib
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from xianji.kit import sets, store
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor
from xianji.policy.clauses.models import Clause, caption
from xianji.policy.regulations.models import Regulation
from xianji.policy.regulations.reading import ReadClause, Reading, UnreadableFile, read_regulation, sentence
from xianji.policy.versions.models import Version

SCRIPTS = {"Hans": "zh-hans", "Hant": "zh-hant", "Latn": "en"}


def read(file_name: str, content: bytes) -> Reading:
    """The file as it was understood; what cannot be read at all is refused in words."""
    try:
        return read_regulation(file_name, content)
    except UnreadableFile as problem:
        raise Refused(sentence(problem, _)) from problem


@transaction.atomic
def load(file_name: str, content: bytes, name: str = "") -> Version:
    """A new draft of the regulation of that name, or of the name the file bears."""
    if not actor.current().may("policy.version.create"):
        raise NotPermitted(_("You may not load a regulation."))
    reading = read(file_name, content)
    if not reading.clauses:
        raise Refused(_("No numbered clause was found in “%(file)s”.") % {"file": file_name})
    title = (name or reading.title or file_name.rpartition(".")[0] or file_name)[:200]
    doubts = [asdict(one) for one in reading.warnings]
    version = draft(title, SCRIPTS.get(reading.script, ""), reading.clauses, doubts)
    version.file_name, version.sha256 = file_name[:255], hashlib.sha256(content).hexdigest()
    return store.change(version, verb="load")


def draft(title: str, language: str, clauses: list[ReadClause], warnings: list[dict[str, Any]]) -> Version:
    """A draft version with these clauses; numbers that occur twice are told apart, never dropped."""
    regulation = Regulation.unscoped.filter(name=title, deleted_at=None).first() or store.create(Regulation(name=title))
    serial = Version.unscoped.filter(regulation=regulation).count() + 1
    version = store.create(Version(regulation=regulation, name=f"V{serial}", language=language, warnings=warnings))
    taken: set[str] = set()
    made = []
    for place, one in enumerate(clauses):
        number = _free(one.code, taken)
        made.append(Clause(
            policy_version=version, number=number, level=one.level, place=place, title=one.title[:200], text=one.text,
            is_extension=one.extension, caption=caption(number, one.title[:200], one.text),
        ))  # fmt: skip
    sets.insert_many(Clause, made, verb="load", source="regulation")
    return version


def _free(number: str, taken: set[str]) -> str:
    """The number, or number-2, number-3 when the text uses it again."""
    free, serial = number[:26], 1
    while free in taken:
        serial += 1
        free = f"{number[:26]}-{serial}"
    taken.add(free)
    return free


@transaction.atomic
def load_default(language: str) -> Version:
    """A draft of the regulation that ships, in our own words."""
    if not actor.current().may("policy.version.create"):
        raise NotPermitted(_("You may not load a regulation."))
    from xianji.policy.regulations.default import default_regulation, default_title

    return draft(default_title(language), language, default_regulation(language), [])
