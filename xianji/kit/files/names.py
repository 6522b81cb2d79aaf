"""What a file is called: the last part of what was sent, without anything that could lead elsewhere or deceive the eye."""

import unicodedata

from django.utils.translation import gettext as _

from xianji.kit.refusals import Refused

LONGEST = 150
SIGNS = '<>:"|?*'
"""Signs that no system takes in a name."""


def plain(given: str) -> str:
    """`..\\..\\offer.pdf` → `offer.pdf`; signs that are not seen, such as those that turn the direction of writing, go."""
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" and sign not in SIGNS)
    name = " ".join(seen.split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem.strip(". "):
        raise Refused(_("“%(name)s” is no name of a file such as offer.pdf.") % {"name": name or "—"})
    return f"{stem[: LONGEST - len(ending) - 1].rstrip('. ')}.{ending}"
