"""Every label has its word in each language of the product; English is what the source says."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation

from xianji.kit.forms.parameters import label_of

TRANSLATED = [code for code, _name in settings.LANGUAGES if code != "en"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_label_is_translated(resource: Any, language: str) -> None:
    known = messages(language)
    if known is None:
        pytest.skip(f"there is no translation file for {language} yet")
    missing = sorted(text for text in set(labels(resource)) if not known.get(text))
    assert not missing


def test_each_label_is_a_word_for_people(resource: Any) -> None:
    bad = [text for text in labels(resource) if not text or "_" in text or not text[0].isupper()]
    assert not [text for text in bad if text not in {"of"}]


def labels(resource: Any) -> Iterator[str]:
    """The words of an object in English: its names, fields, choices, sections and verbs."""
    with translation.override(None):
        yield from map(str, (resource.title, resource.plural, resource.chapter.title))
        yield from map(str, resource.page_sections)
        for name in resource.names:
            column = resource.column(name)
            yield str(column.label)
            yield from (str(label) for value, label in column.choices.items() if value not in ("", None))
        for action in resource.verbs():
            yield str(action.label)
            yield from (str(label_of(action, name)) for name in action.parameters)
        for panel in resource.panels_of():
            yield str(panel.title)


@cache
def messages(language: str) -> dict[str, str] | None:
    """{English: translated} of the product's own catalogue; None while there is none."""
    file = Path(settings.LOCALE_PATHS[0]) / translation.to_locale(language) / "LC_MESSAGES" / "django.po"
    if not file.exists():
        return None
    with file.open("rb") as source:
        found = read_po(source)
    return {(m.id[0] if isinstance(m.id, tuple) else m.id): _first(m.string) for m in found if m.id and not m.fuzzy}


def _first(text: Any) -> str:
    return text[0] if isinstance(text, tuple) else text
