"""How the installation is kept: the jobs of everybody, and the last backup."""

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.administration.users.actions import MANAGE
from xianji.audit.models import Entry
from xianji.kit.jobs.models import Job
from xianji.kit.jobs.views import told
from xianji.kit.web import pages as web
from xianji.lib import whole
from xianji.org.company.models import Company

PAGE = 50
OLD = 7
"""Days after which a backup is too old to rest on."""


@web.require_GET
@web.page_for(MANAGE)
def jobs(request: web.HttpRequest) -> web.HttpResponse:
    """Fifty a page, newest first, or those in one state; what they were about stays with whoever started them."""
    state, before = request.GET.get("state", ""), whole.number(request.GET.get("before"))
    rows = Job.objects.select_related("user__person").order_by("-id")
    if state in Job.State.values:
        rows = rows.filter(state=state)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    more = f"?state={state}&before={found[PAGE - 1].pk}" if len(found) > PAGE else ""
    context = {
        "title": _("Jobs of everybody"), "jobs": [told(job) for job in found[:PAGE]], "states": Job.State.choices,
        "state": state, "next_href": more, "first_href": f"?state={state}" if before else "",
    }  # fmt: skip
    return web.render(request, "administration/jobs.html", context)


@web.require_GET
@web.page_for(MANAGE)
def backup(request: web.HttpRequest) -> web.HttpResponse:
    """The newest backups as the journal tells them, and the command to run."""
    entries = Entry.objects.filter(label=Company._meta.label_lower, record_id=1, verb="backup")
    made = list(entries.order_by("-id")[:10])
    last = made[0] if made else None
    age = (timezone.now() - last.at).days if last else None
    context = {
        "title": _("Backup"), "made": made, "last": last, "age": age, "is_old": age is None or age >= OLD,
        "home": settings.HOME, "vendor": connection.display_name, "day": timezone.localdate(),
    }  # fmt: skip
    return web.render(request, "administration/backup.html", context)
