"""The sentences for what the reading noticed."""

from collections.abc import Callable, Mapping
from typing import Any

from xianji.policy.regulations.reading.clauses import ReadWarning, UnreadableFile


def _(text: str) -> str:
    """Only marks a sentence for translation; the caller of `sentence` brings the translation."""
    return text


MESSAGES: Mapping[str, str] = {
    "after": _("The text after the regulation was left out (%(count)s characters)."),
    "before": _("The text before the first number was left out (%(count)s characters)."),
    "contents": _("A table of contents was left out (%(count)s lines)."),
    "duplicate": _("The number %(number)s is used more than once."),
    "empty": _("%(number)s has no text."),
    "gap": _("Before %(number)s these numbers are missing: %(missing)s."),
    "garbled": _("Unreadable characters in %(number)s; please compare with the original."),
    "headings": _("The headings carry no numbers; they were numbered by their order."),
    "inline": _("%(first)s to %(last)s were found inside a paragraph; please check that they are clauses."),
    "no_numbers": _("No numbering was found in this file."),
    "order": _("The number %(number)s comes out of order."),
    "overlooked": _("A line in %(number)s looks like a numbered clause but was read as text."),
    "page_lines": _("Page numbers and repeated page headings were left out (%(count)s lines)."),
    "pinyin": _("Pinyin in brackets was taken out in %(count)s places."),
    "repaired": _("A broken place in %(number)s was repaired to “%(after)s”; please compare with the original."),
    "undecodable": _("%(count)s places do not fit the character encoding %(encoding)s."),
}

REFUSALS: Mapping[str, str] = {
    "bomb": _("The file would grow too large when opened (%(entries)s parts, %(megabytes)s MB) and was not read."),
    "damaged": _("The file is damaged and cannot be opened: %(reason)s"),
    "empty_file": _("The file is empty."),
    "encrypted": _("The file is protected by a password."),
    "kind": _("Files of the kind “%(kind)s” cannot be read; please save the regulation as .docx, .md or .txt."),
    "too_long": _("The file is longer than a regulation can be (%(most)s characters)."),
}


def sentence(matter: ReadWarning | UnreadableFile, translate: Callable[[str], str] = str) -> str:
    """What to tell the reader; pass gettext to say it in the language of the screen."""
    if isinstance(matter, UnreadableFile):
        return translate(REFUSALS[matter.code]) % matter.params
    params: dict[str, Any] = {"number": matter.number or "–", **matter.params}
    return translate(MESSAGES[matter.code]) % params
