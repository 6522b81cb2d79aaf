"""Contents of the administration."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.administration.accessreviews.controls import accounts_are_confirmed
from xianji.administration.accessreviews.resource import AccessReviewResource
from xianji.administration.addresses import api, urls
from xianji.administration.alerts.controls import alerts_are_looked_into
from xianji.administration.alerts.resource import AlertResource
from xianji.administration.calendar.resource import WorkDayResource
from xianji.administration.decoys.resource import DecoyResource
from xianji.administration.journal.controls import the_journal_is_kept
from xianji.administration.journal.page import SEE
from xianji.administration.people.resource import PersonResource
from xianji.administration.positions.resource import PositionResource
from xianji.administration.regions.resource import RegionResource
from xianji.administration.retention.announcing import NOTICE as RETENTION
from xianji.administration.retention.controls import nothing_is_kept_too_long
from xianji.administration.retention.resource import RetentionResource
from xianji.administration.roles.resource import RoleResource
from xianji.administration.security.controls import leavers_are_shut_out
from xianji.administration.subjects.controls import persons_are_answered
from xianji.administration.subjects.resource import SubjectRequestResource
from xianji.administration.units.resource import UnitResource
from xianji.administration.users.actions import MANAGE
from xianji.administration.webhooks.resource import WebhookResource
from xianji.kit.registry import Beginning, Chapter, NoticeKind, Page
from xianji.org.models import Person, Unit, User

chapter = Chapter(
    name="administration",
    title=_("Administration"),
    icon="settings",
    resources=[
        UnitResource, PersonResource, RegionResource, PositionResource, RoleResource, WorkDayResource, WebhookResource,
        AccessReviewResource, AlertResource, DecoyResource, SubjectRequestResource, RetentionResource,
    ],  # fmt: skip
    controls=[
        leavers_are_shut_out, accounts_are_confirmed, persons_are_answered, alerts_are_looked_into, nothing_is_kept_too_long,
        the_journal_is_kept,
    ],  # fmt: skip
    verbs={
        "new_secret": _("New secret made"), "carry_out": _("Deletion carried out"), "hand_out": _("File handed out"),
        "raise": _("Alert raised"), "announce": pgettext_lazy("history", "Announced"),
        "erase": pgettext_lazy("history", "Erased"), "restrict": pgettext_lazy("history", "Only kept from now on"),
        "heard_of": _("Heard of again, or forgotten"),
    },  # fmt: skip
    sources={"calendar": _("published holidays")},
    notices=[
        NoticeKind("security", _("Security alerts"), "alert-triangle", mail="at_once", can_mute=False),
        NoticeKind("accessreview", _("Access reviews"), "user-check"),
        NoticeKind(RETENTION, _("Personal data that are erased soon"), "clock-pause"),
    ],
    pages=[
        Page("settings", _("Settings"), "settings", MANAGE, "ADM"),
        Page("tree", _("Organisation"), "sitemap", "org.unit.view"),
        Page("users", _("Accounts"), "user-circle", MANAGE, "ADM"),
        Page("journal", _("Journal"), "history", SEE, "ADM EXE SD"),
    ],
    beginnings=[
        Beginning(
            _("Draw the organisation"),
            _("Offices and teams decide who sees whose records."),
            "/administration/tree",
            "org.unit.create",
            lambda: Unit.objects.exclude(parent=None).exists(),
        ),
        Beginning(
            _("Bring in the people"),
            _("With their unit and role; then invite them to sign in."),
            "/import/new?object=org.person",
            "org.person.create",
            lambda: len(Person.objects.values("pk")[:2]) == 2,
        ),
        Beginning(
            _("Invite them to sign in"),
            _("Each gets a link, chooses a password and sees what their role allows."),
            "/administration/users/new",
            MANAGE,
            lambda: len(User.objects.values("pk")[:2]) == 2,
        ),
    ],
    urls=urls,
    api=api,
)
