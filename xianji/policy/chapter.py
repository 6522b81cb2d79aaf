"""Contents of chapter 一: the regulation itself."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import Beginning, Chapter, NoticeKind, Page
from xianji.policy.clauses.resource import ClauseResource
from xianji.policy.cockpit.views import cockpit, compare, rates, remind_all
from xianji.policy.coverage.controls import every_clause_is_covered
from xianji.policy.coverage.views import coverage
from xianji.policy.exceptions.resource import ControlExceptionResource
from xianji.policy.findings.resource import FindingResource
from xianji.policy.findings.today import OVERDUE
from xianji.policy.library.views import clause, load, reading
from xianji.policy.packs.views import fetch, packs
from xianji.policy.regulations.resource import RegulationResource
from xianji.policy.versions.models import Version
from xianji.policy.versions.resource import VersionResource

chapter = Chapter(
    name="policy",
    number="一",
    title=_("Regulation"),
    icon="gavel",
    resources=[FindingResource, ControlExceptionResource, RegulationResource, VersionResource, ClauseResource],
    controls=[every_clause_is_covered],
    verbs={"load": _("Loaded")},
    sources={"regulation": _("regulation file")},
    today=[OVERDUE],
    notices=[NoticeKind("duty", _("Duties of the regulation"), "gavel", mail="digest", can_mute=False)],
    late="/policy/rates",
    late_for="policy.clause.view",
    pages=[
        Page("cockpit", _("Regulation cockpit"), "gavel", "policy.clause.view"),
        Page("reading", _("Clauses"), "book", "policy.clause.view"),
        Page("tables", _("Decision tables"), "table", "rulebook.tableversion.view"),
        Page("parameters", _("Parameters"), "adjustments", "rulebook.tableversion.view"),
    ],
    beginnings=[
        Beginning(
            _("Load the regulation"),
            _("From a file of your own, or the one that ships. It takes effect only after you have looked through it."),
            "/policy/load",
            "policy.version.create",
            lambda: Version.objects.exclude(state="draft").exists(),
        )
    ],
    urls=[
        path("policy/cockpit", cockpit),
        path("policy/cockpit/<str:number>", cockpit),
        path("policy/cockpit/<str:number>/remind", remind_all),
        path("policy/compare", compare),
        path("policy/rates", rates),
        path("policy/packs", packs),
        path("policy/packs/<str:name>", fetch),
        path("policy/coverage/<int:pk>", coverage),
        path("policy/reading", reading),
        path("policy/load", load),
        path("policy/clauses/<int:pk>", clause),
    ],
)
