"""Whether every sentence says the fixed words: `python tools/terms.py [--all] [glossary.csv]`, by default the table of
docs/guides/translate.md. A glossary of one's own has the columns en, zh_CN and zh_TW.

A label (up to three words without a full stop) that says a term in English must say one of its words in each Chinese file; with
--all every sentence is looked at, of which many may well say it otherwise. Words stand apart by “ / ”; a name that both keep in
English, such as of a field, is none."""

import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.messages import ROOT, catalogue, forms

TABLE = ROOT / "docs" / "guides" / "translate.md"
WORDS = 3
COLUMNS = {"zh_Hans": "zh_CN", "zh_Hant": "zh_TW"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|`[^`]*`|“[^”]*”|https?://\S+")
ROW = re.compile(r"^\| ([^|]+?) \| ([^|]+?) \| ([^|]+?) \|$")
APART = re.compile(r" / |[()（）]")


@dataclass(frozen=True)
class Term:
    """What is said in English, and the words for it in each Chinese file."""

    english: str
    words: dict[str, tuple[str, ...]]

    def said_in(self, sentence: str) -> bool:
        return bool(re.search(rf"(?<![\w.-])(?:{self.pattern})(?![\w-]|[.:]\w)", PLACEHOLDER.sub("", sentence), re.IGNORECASE))

    def is_said(self, locale: str, text: str) -> bool:
        return any(word in text for word in self.words[locale]) or self.said_in(text)

    @property
    def pattern(self) -> str:
        """Each English word in one or many."""
        plain = [re.sub(r"\s*\(.*?\)", "", one) for one in re.split(r" ?/ ?", self.english)]
        return "|".join(re.sub(r"y$", "(?:y|ies)", re.escape(one)) + "(?:s|es)?" for one in plain if one)


def of_table(text: str) -> Iterator[Term]:
    """The rows of the table between its head and the first line that is none."""
    rows = [match.groups() for match in map(ROW.match, text.splitlines()) if match]
    for english, simplified, traditional in rows[2:]:
        yield Term(english, {"zh_Hans": apart(simplified), "zh_Hant": apart(traditional)})


def of_glossary(file: Path) -> Iterator[Term]:
    with file.open(encoding="utf-8-sig", newline="") as source:
        for row in csv.DictReader(source):
            yield Term(row["en"], {locale: apart(row[column]) for locale, column in COLUMNS.items()})


def apart(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in APART.split(cell) if word.strip())


def is_label(sentence: str) -> bool:
    return len(sentence.split()) <= WORDS and not sentence.endswith((".", "?", ":"))


def otherwise(terms: Iterable[Term], looked_at: Callable[[str], bool] = is_label) -> list[str]:
    """Labels, or whatever else is looked at, that say a term in other words."""
    told, known = [], list(terms)
    for locale in COLUMNS:
        for message in catalogue(locale):
            for sentence, text in zip(numbers(message.id), forms(message), strict=False):
                told += [
                    f"{locale}: {term.english} is {' / '.join(term.words[locale])}, not in “{text}” ({sentence})"
                    for term in known
                    if looked_at(sentence) and term.said_in(sentence) and not term.is_said(locale, text)
                ]
    return told


def numbers(sentence: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (sentence,) if isinstance(sentence, str) else tuple(sentence)


def main() -> int:
    whole, files = "--all" in sys.argv, [one for one in sys.argv[1:] if one != "--all"]
    terms = of_glossary(Path(files[0])) if files else of_table(TABLE.read_text())
    told = otherwise(terms, bool if whole else is_label)
    print(*told, sep="\n")
    return 1 if told else 0


if __name__ == "__main__":
    raise SystemExit(main())
