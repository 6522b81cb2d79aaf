"""Tables of chapter 五(三): service."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from xianji.rulebook.kinds import Kind
from xianji.rulebook.shipped.words import ANY, NO, YES, text, yes_no
from xianji.rulebook.tables.content import Column
from xianji.rulebook.tables.declared import choice
from xianji.rulebook.tables.declared import declare_for_later as table

PRIORITIES = {"P1": N_("P1 urgent"), "P2": N_("P2 high"), "P3": N_("P3 medium"), "P4": N_("P4 low")}
CLOCKS = {"always": N_("Day and night"), "business": N_("Working hours")}

table(
    "service.sla", _("Service levels"),
    _("How soon a request is answered and solved, in hours of its clock; a business day has eight."), "service",
    ("5.3.3a",),
    inputs=[choice("priority", N_("Priority"), PRIORITIES | {"complaint": N_("Complaint")})],
    outputs=[
        Column("response", N_("First response"), Kind.HOURS), Column("plan", N_("Plan"), Kind.HOURS),
        Column("resolve", N_("Solved"), Kind.HOURS),
        choice("clock", N_("Clock"), CLOCKS), text("escalation", N_("Escalation")),
    ],
    rows=[
        ("P1", "0.5", "2", "8", "always", N_("Lead at half the time, director at 80%, management when missed"),
            N_("Line down, safety; on site within 24 hours")),
        ("P2", "2", "8", "24", "business", N_("Lead at 80%, director when missed"), N_("A main function is worse")),
        ("P3", "4", "16", "24", "business", N_("Lead when missed"), N_("One fault, with a way round")),
        ("P4", "8", "40", "80", "business", N_("List of the week"), N_("Question, wish")),
        ("complaint", "1", "3", "72", "always", N_("Director after 48 hours"), N_("Return visit within 24 hours after closing")),
    ],
    cases=[({"priority": "P1"}, {"response": "0.5", "clock": "always"}), ({"priority": "complaint"}, {"resolve": "72"})],
)  # fmt: skip

table(
    "service.priority", _("Priority of large customers"), _("One step up for large customers, never above P1."), "service",
    ("5.3.3a",),
    inputs=[choice("asked", N_("Priority by the case"), PRIORITIES), yes_no("large", N_("Large customer"))],
    outputs=[choice("priority", N_("Priority"), PRIORITIES)],
    rows=[
        ("P1", ANY, "P1"), ("P2", YES, "P1"), ("P3", YES, "P2"), ("P4", YES, "P3"), ("P2", NO, "P2"), ("P3", NO, "P3"),
        ("P4", NO, "P4"),
    ],
    cases=[({"asked": "P2", "large": YES}, {"priority": "P1"}), ({"asked": "P1", "large": YES}, {"priority": "P1"})],
)  # fmt: skip
