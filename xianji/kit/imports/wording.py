"""What the reader of files says, in the language of whoever reads it."""

from django.utils.translation import gettext

from xianji.kit.imports.reading import Note, Unreadable
from xianji.kit.imports.reading.sentences import NOTES, REFUSALS


def told(one: Note | Unreadable) -> str:
    """The sentence of a note or a refusal."""
    sentences = NOTES if isinstance(one, Note) else REFUSALS
    return gettext(sentences[one.code]) % one.params
