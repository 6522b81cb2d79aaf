"""The language of the shell, for commands, which speak before Django does."""

import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LOCALES = {"zh-hans": "zh_Hans", "zh-hant": "zh_Hant", "en": "en"}
_TRADITIONAL = ("tw", "hk", "mo", "hant")


def language(environment: Mapping[str, str] = os.environ) -> str:
    """`zh-hans`, `zh-hant` or `en` from the shell's variables; Simplified Chinese when they name none of these."""
    said = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    code = next((words for words in said if words), "").partition(".")[0].lower().replace("-", "_")
    if code.startswith("zh"):
        return "zh-hant" if set(code.split("_")[1:]) & set(_TRADITIONAL) else "zh-hans"
    return "en" if code == "en" or code.startswith("en_") else "zh-hans"


@cache
def _catalogue(locale: str) -> gettext.NullTranslations:
    folder = Path(__file__).resolve().parent.parent / "locale"
    return gettext.translation("django", folder, languages=[locale], fallback=True)


def _(text: str) -> str:
    """A sentence in the language of the shell."""
    return _catalogue(LOCALES[language()]).gettext(text)
