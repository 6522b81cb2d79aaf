"""The pages of one's own jobs; they tell progress by htmx, or by reloading."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xianji.kit.jobs import pulse
from xianji.kit.jobs.models import Job
from xianji.kit.jobs.starting import retry, stop
from xianji.kit.web.answers import go
from xianji.kit.web.guard import signed_in

SHOWN = 100


@require_GET
@signed_in
def jobs(request: HttpRequest) -> HttpResponse:
    """The newest hundred of one's own."""
    rows = list(Job.objects.filter(user=request.user.pk).order_by("-id")[:SHOWN])
    return render(request, "kit/jobs/list.html", {"jobs": [told(job) for job in rows], "title": _("Jobs")})


@require_GET
@signed_in
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One job; while it is open, htmx asks again every second."""
    job = own(request, pk)
    part = request.headers.get("HX-Target") == "job"
    context = {**told(job), "title": job.title}
    return render(request, "kit/jobs/part.html" if part else "kit/jobs/one.html", context)


@require_POST
@signed_in
def again(request: HttpRequest, pk: int) -> HttpResponse:
    job = own(request, pk)
    told_so = _("Started again: %(job)s") % {"job": job.title} if retry(job) else ""
    return go(request, f"/jobs/{pk}", told_so)


@require_POST
@signed_in
def end(request: HttpRequest, pk: int) -> HttpResponse:
    job = own(request, pk)
    stop(job)
    return go(request, f"/jobs/{pk}", _("It stops at the next step: %(job)s") % {"job": job.title})


def own(request: HttpRequest, pk: int) -> Job:
    """One's own job; those of others do not exist."""
    job = Job.objects.filter(pk=pk, user=request.user.pk).first()
    if job is None:
        raise Http404
    return job


def told(job: Job) -> dict[str, Any]:
    """{job, done, total, percent, note} with the progress of this moment."""
    live = pulse.seen(job.pk) if job.state == Job.State.RUNNING else {}
    done, total = live.get("done", job.done), live.get("total", job.total)
    percent = min(100, done * 100 // total) if total else None
    return {"job": job, "done": done, "total": total, "percent": percent, "note": live.get("note", "")}
