"""Tags as people type them: several in one line, with any comma between."""

import re
import unicodedata

from django.utils.translation import gettext as _

from xianji.kit.refusals import Refused
from xianji.kit.web.writing import several

BETWEEN = re.compile(r"[,，、;；\n]")
LONGEST = 30
MOST = 20
"""Tags that one record may have."""


def key_of(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()[:60]


def read(text: str) -> dict[str, str]:
    """{key: name} in the order of typing."""
    found: dict[str, str] = {}
    for part in BETWEEN.split(text):
        name = " ".join("".join(sign for sign in part if unicodedata.category(sign)[0] != "C" or sign == " ").split())
        if len(name) > LONGEST:
            told = {"name": name[:60], "most": LONGEST}
            raise Refused("", {"tags": [_("“%(name)s” is too long for a tag: at most %(most)s characters.") % told]})
        if name:
            found.setdefault(key_of(name), name)
    if len(found) > MOST:
        raise Refused("", {"tags": [_("A record has at most %(most)s tags.") % {"most": MOST}]})
    return found


def written(names: list[str]) -> str:
    return several(names)
