"""Large exports, made by the worker and fetched by the one who asked."""

from datetime import timedelta
from pathlib import Path
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit import ports
from xianji.kit.exports.order import Order, folder
from xianji.kit.jobs import job, start
from xianji.kit.refusals import Blocked, NotPermitted
from xianji.lib import actor
from xianji.org.models import Person

KEPT = timedelta(hours=72)
JOB = "export"


@job(JOB)
def export_list(order: dict[str, Any], progress: Any) -> dict[str, Any]:
    """The file, written beside and put in its place when it is whole; nobody waits for the database meanwhile."""
    wanted = Order(**order["what"])
    must_be_allowed(wanted)
    folder().mkdir(mode=0o700, exist_ok=True)
    place, unfinished = path_of(order["file"]), path_of(order["file"] + ".part")
    try:
        with unfinished.open("wb+") as out:
            count = wanted.fill(out, progress)
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)
    return {"href": f"/exports/{order['file']}", "rows": count}


def begin(wanted: Order) -> Any:
    """The job that makes this file; the one that is already at it, if there is one."""
    import secrets

    from xianji.kit.jobs.models import Job

    mine = Job.objects.filter(user=actor.current().user_id, kind=JOB, state__in=("waiting", "running"))
    for one in mine:
        if one.order["what"] == wanted.written():
            return one
    title = _("Export: %(file)s") % {"file": wanted.file_name}
    return start(JOB, title, {"what": wanted.written(), "file": f"{secrets.token_hex(16)}.{wanted.kind}"})


def must_be_allowed(wanted: Order) -> None:
    """The right to see and to export, and no objection, now."""
    must_stay()
    resource, who = wanted.resource, actor.current()
    if not resource.may(who, "view") or not resource.may(who, "export"):
        raise NotPermitted(_("You may not do this here: %(permission)s.") % {"permission": resource.permission("export")})
    chosen = wanted.selection()
    told = {"filter": {} if wanted.ids else chosen.query.filters, "guarded": [one.path for one in chosen.columns if one.guard]}
    if found := ports.objections(resource.permission("export"), [], told):
        raise Blocked(found)


def must_stay() -> None:
    """Whoever is leaving the company takes nothing along any more."""
    person = actor.current().person_id
    if person is not None and Person.unscoped.filter(pk=person).exclude(leaves_on=None).exists():
        raise NotPermitted(_("Your last day is agreed; exports are closed to those who leave."))


def taken(name: str) -> IO[bytes]:
    """The file, open for the one who fetches it, and no longer in its folder."""
    file = path_of(name).open("rb")
    path_of(name).unlink(missing_ok=True)
    return file


def forget_password(job: Any) -> None:
    """Once the file is fetched nobody needs it but who has noted it."""
    job.order["what"]["sealed"] = ""
    job.save(update_fields=["order"])


def path_of(name: str) -> Path:
    return folder() / Path(name).name


def forget_exports() -> int:
    """Delete files that nobody fetched within three days; returns how many."""
    before = (timezone.now() - KEPT).timestamp()
    old = [path for path in folder().glob("*") if path.is_file() and path.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
