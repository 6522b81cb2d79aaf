"""Bring xianji/locale/*.po up to date with the source; `--check` only tells what is missing, stale or doubtful."""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "xianji" / "locale"
LOCALES = ("zh_Hans", "zh_Hant", "en")
AS_WRITTEN = "en"
"""Sentences are written in this language: an empty translation means the same words."""
METHODS = [("**/jinja2/**.html", "jinja2"), ("**/jinja2/**.txt", "jinja2"), ("**.py", "python")]
OPTIONS = {
    pattern: {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "trimmed": "true", "silent": "false"}
    for pattern, method in METHODS
    if method == "jinja2"
}
KEYWORDS: dict = DEFAULT_KEYWORDS | {
    "gettext_noop": None, "ngettext_noop": (1, 2),
    "gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
WHOLE = re.compile(r"%(?:\(\w+\)[sd]|%)")
"""A placeholder, or a percent sign that is written as two."""
NEVER = datetime(2026, 1, 1, tzinfo=UTC)


def extracted() -> Catalog:
    """Every sentence of the source, with the files that say it."""
    found = Catalog(project="Xianji", creation_date=NEVER, charset="utf-8")
    for name, _line, sentence, comments, context in extract_from_dir(
        str(ROOT / "xianji"), METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        found.add(sentence, locations=[(f"xianji/{name}", 0)], auto_comments=comments, context=context)
    return found


def catalogue(locale: str) -> Catalog:
    file = place(locale)
    if not file.exists():
        return Catalog(locale=locale)
    with file.open("rb") as source:
        return read_po(source, locale=locale)


def place(locale: str) -> Path:
    return LOCALE / locale / "LC_MESSAGES" / "django.po"


def update(template: Catalog) -> None:
    """Add new sentences, drop those nobody says any more; translations stay. Dates and lines are left out: less noise."""
    for locale in LOCALES:
        kept = catalogue(locale)
        kept.update(template, no_fuzzy_matching=True)
        kept.fuzzy, kept.header_comment = False, f"# Xianji in {kept.locale.english_name}."
        kept.project, kept.version, kept.last_translator, kept.language_team = "Xianji", "", "", ""
        kept.creation_date = kept.revision_date = NEVER
        kept.msgid_bugs_address = ""
        place(locale).parent.mkdir(parents=True, exist_ok=True)
        with place(locale).open("wb") as target:
            write_po(target, kept, width=120, ignore_obsolete=True, include_lineno=False, sort_output=True)
        told = len(list(open_sentences(kept, locale)))
        print(f"{locale}: {len(kept)} sentences, {told} without translation")


def open_sentences(kept: Catalog, locale: str) -> list[Message]:
    """Those without a translation; none in the language in which they are written."""
    wanted = [message for message in kept if message.id and locale != AS_WRITTEN]
    return [message for message in wanted if not all(forms(message))]


def forms(message: Message) -> tuple[str, ...]:
    """The translation in each of its numbers."""
    return tuple(message.string or ("",)) if isinstance(message.string, list | tuple) else (message.string or "",)


def problems(template: Catalog) -> list[str]:
    """What keeps a screen from being whole in some language."""
    said = {(message.id, message.context) for message in template if message.id}
    found = []
    for locale in LOCALES:
        kept = catalogue(locale)
        there = {(message.id, message.context): message for message in kept if message.id}
        found += [f"{locale}: not in the file: {key[0]!r}" for key in said - there.keys()]
        found += [f"{locale}: nobody says this any more: {key[0]!r}" for key in there.keys() - said]
        found += [f"{locale}: no translation: {message.id!r}" for message in open_sentences(kept, locale)]
        found += [f"{locale}: fuzzy: {message.id!r}" for message in there.values() if message.fuzzy]
        found += [f"{locale}: {error}: {message.id!r}" for message, errors in kept.check() for error in errors]
        found += [f"{locale}: a bare % beside a placeholder: {message.id!r}" for message in there.values() if is_torn(message)]
    return sorted(found)


def is_torn(message: Message) -> bool:
    """Whether a percent sign would be taken for the beginning of a placeholder, as it stands beside one."""
    said = message.id if isinstance(message.id, list | tuple) else (message.id,)
    return any("%(" in text and "%" in WHOLE.sub("", text) for text in (*said, *forms(message)))


def main(options: list[str]) -> int:
    template = extracted()
    if "--check" not in options:
        update(template)
        return 0
    found = problems(template)
    for problem in found[:40]:
        print(problem)
    print(f"messages: {len(template)} sentences, {len(found)} problems" + ("; run `make messages`" if found else ""))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
