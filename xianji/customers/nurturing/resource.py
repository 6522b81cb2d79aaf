"""How sequences and the leads in them are shown."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.customers.leads.models import Lead
from xianji.customers.nurturing.actions import enroll, pause, put_into_use, resume, retire, stop
from xianji.customers.nurturing.editing import settle
from xianji.customers.nurturing.models import NurtureEnrollment, NurtureSequence, NurtureStep
from xianji.customers.nurturing.panels import NURTURED, PICTURE
from xianji.kit.lined import LineResource
from xianji.kit.resource import Resource

SHOWN = [
    "number", "lead", "sequence", "edition", "step", "due_on", "state", "held_because", "ended_because", "began_at", "halted_at",
    "owner",
]  # fmt: skip


STEP = ["place", "wait", "unit", "channel", "title", "text"]


class NurtureStepResource(LineResource):
    """What is said or done, and how long after the step before; lines of a sequence."""

    model = NurtureStep
    icon = "route"
    of = "sequence"
    typed = STEP
    columns = ["title", "sequence", "place", "wait", "unit", "channel"]
    files = comments = marks = False
    rights = {"REP SUP RM SD MR CS LEG EXE": "R a"}


class NurtureSequenceResource(Resource):
    """What is said to leads whose time has not come, step by step."""

    model = NurtureSequence
    slug = "nurturing"
    icon = "plant-2"
    picture = "none"
    purpose = _("Keep in touch with leads whose time has not come: mails, messages and calls in order, until they answer.")
    sections = {
        _("Nurturing sequence"): ["name", "purpose", "aim", "state", "edition"],
        _("Who comes into it by itself"): ["grade", "source", "industry"],
    }
    fixed = ["state", "edition"]
    facts = ["purpose", "grade", "source", "industry", "edition"]
    columns = ["name", "purpose", "grade", "source", "industry", "edition", "state"]
    filters = ["state", "purpose", "grade", "source"]
    search = ["name"]
    order = ["name"]
    stages = []
    imports = []
    lines = {"steps": STEP}
    actions = [put_into_use, retire]
    panels = [PICTURE]
    rights = {"REP SUP RM CS LEG EXE": "R a", "MR": "CRUX a", "SD": "CRUX a"}

    def lined(self, record: Any) -> None:
        settle(record)


class NurtureEnrollmentResource(Resource):
    """Which lead is in which sequence, and what comes next."""

    model = NurtureEnrollment
    slug = "enrollments"
    icon = "route"
    picture = "none"
    in_menu = False
    purpose = _("A lead comes into a sequence by “Enroll in a sequence”, or by itself as soon as it is nurtured.")
    sections = {_("Enrollment"): SHOWN}
    facts = ["lead", "sequence", "step", "due_on", "held_because", "ended_because", "owner"]
    fixed = SHOWN
    columns = ["number", "lead", "sequence", "step", "due_on", "state", "held_because", "ended_because", "owner"]
    filters = ["state", "sequence", "lead", "due_on", "owner"]
    search = ["number"]
    imports = []
    actions = [pause, resume, stop]
    files = comments = marks = False
    on = {Lead: [enroll, NURTURED]}
    rights = {"REP": "RU p", "SUP RM": "RU b", "SD": "RUX a", "MR": "RUX a", "CS": "R s", "LEG EXE": "R a"}
