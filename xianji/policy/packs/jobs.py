"""Making a pack is a job: it reads much, and seals what is open first."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xianji.audit.journal import Event, record
from xianji.kit.exports.order import folder
from xianji.kit.jobs import job
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.policy.cockpit import outline
from xianji.policy.cockpit.periods import Span
from xianji.policy.packs import writing
from xianji.policy.packs.asking import JOB, must_be_allowed, path_of
from xianji.policy.packs.chain import prepare
from xianji.policy.packs.content import content
from xianji.policy.versions.models import Version


@job(JOB)
def make_pack(order: dict[str, Any], progress: Any) -> dict[str, Any]:
    """Within the scope that the person has now; who made it, of what and with which digest stands in the journal."""
    must_be_allowed()
    who = actor.current()
    version = Version.objects.select_related("regulation").filter(pk=order["version"]).first()
    found = outline.outline(version) if version else None
    if found is None or found.line(order["clause"]) is None:
        raise Refused(_("This clause no longer exists."))
    within = Span(date.fromisoformat(order["first"]), date.fromisoformat(order["last"]))
    prepare()
    progress(1, 3)
    told = content(found, order["clause"], within, who)
    progress(2, 3)
    folder().mkdir(mode=0o700, exist_ok=True)
    place, unfinished = path_of(order["file"]), path_of(order["file"] + ".part")
    try:
        with unfinished.open("wb+") as out:
            digest = writing.write(out, found, order["clause"], told, who)
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)
    rows = {table.name: (None, len(table.rows)) for table in told.tables}
    asked = {name: (None, order[name]) for name in ("clause", "first", "last")}
    changes = {**asked, **rows, "sha256": (None, digest)}
    record(Event("export", "policy.version", found.version.pk, f"{_('Audit pack')} {order['clause']}", changes), source="job")
    progress(3, 3)
    return {"href": f"/policy/packs/{order['file']}", "rows": sum(len(table.rows) for table in told.tables)}
