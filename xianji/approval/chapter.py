"""Contents of the approvals; they stand on the desk."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.approval.absences import views as absences
from xianji.approval.absences.resource import AbsenceResource
from xianji.approval.exports import views as exports
from xianji.approval.exports import whose
from xianji.approval.exports.controls import large_exports_are_asked_for
from xianji.approval.exports.resource import ExportRequestResource
from xianji.approval.publications.resource import PublicationResource
from xianji.approval.requests import views as requests
from xianji.approval.requests.actions import SEE
from xianji.approval.requests.inbox import waiting
from xianji.approval.requests.notices import KIND
from xianji.approval.requests.resource import RequestResource
from xianji.approval.requests.today import WAITING
from xianji.kit.registry import Chapter, Page

chapter = Chapter(
    name="approval",
    title=_("Approvals"),
    icon="inbox",
    joins=True,
    resources=[RequestResource, AbsenceResource, ExportRequestResource, PublicationResource],
    pages=[Page("inbox", _("Approvals"), "checklist", SEE, go="i", counts="approvals")],
    counts={"approvals": waiting},
    today=[WAITING],
    controls=[large_exports_are_asked_for],
    notices=[KIND],
    verbs={
        "ask": _("Asked for approval"), "open": _("Put to those who decide"), "move_on": _("Passed on to the next person"),
        "overtake": _("Closed, because it has changed"), "fetch": _("File fetched"),
        "trace": _("Looked up from a found file"),
    },  # fmt: skip
    sources={"approval": _("approval")},
    asks={"approval.request.add_signer.to": _("Signer"), "approval.request.copy_to.to": _("Who gets a copy")},
    urls=[
        path("approval/inbox", requests.page),
        path("approval/inbox/approve", requests.together),
        path("approval/exports/ask", exports.ask),
        path("approval/exports/whose", whose.page),
        path("approval/exports/<int:pk>/fetch", exports.fetch),
        path("account/away/", absences.mine),
        path("account/away/<int:pk>/end", absences.end),
    ],
)
