"""Changing the keys of the encrypted fields, with the search index and a line in the journal."""

from django.utils.translation import gettext_noop

from xianji.audit.journal import Event, record
from xianji.kit.said import sentence
from xianji.kit.search import index
from xianji.lib.actor import SYSTEM, acting
from xianji.org import rotation


def rotate() -> int:
    """Encrypt everything with a new key; the old ones stay for reading. Returns how many values."""
    count = rotation.rotate()
    with acting(SYSTEM):
        record(Event("rotate_keys", reason=sentence(gettext_noop("%(count)s values"), count=count)), source="shell")
    return count


def leave_behind() -> int:
    """Forget the old keys: fingerprints and search index anew. Returns how many fingerprints; nobody may be at work."""
    count = rotation.leave_behind(then=index.rebuild)
    with acting(SYSTEM):
        record(Event("drop_keys", reason=sentence(gettext_noop("%(count)s fingerprints"), count=count)), source="shell")
    return count
