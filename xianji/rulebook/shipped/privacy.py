"""Parameters and tables of 3.3.3: what keeps data of customers safe, who may take them along, and what the law asks."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from xianji.rulebook.kinds import Kind
from xianji.rulebook.parameters.declared import declare
from xianji.rulebook.shipped.words import (
    ANY,
    NO,
    NONE,
    YES,
    count,
    people,
    yes_no,
)
from xianji.rulebook.tables.declared import choice
from xianji.rulebook.tables.declared import declare as table

declare("leaver.disable", 0, Kind.BUSINESS_DAYS, _("The account of somebody who leaves is closed within"), ("3.3.3a",))
declare("log.retain", 180, Kind.DAYS, _("The journal is kept for at least"), ("3.3.3a",), low=180)
declare("export.auto", 100, Kind.COUNT, _("Rows that may be exported without being asked"), ("3.3.3b",))
declare("export.approval", "off", Kind.CHOICE, _("Larger exports, and those of guarded fields, need an approval"), ("3.3.3b",),
        choices={"on": N_("Yes"), "off": N_("No")})  # fmt: skip
declare("export.password", "on", Kind.CHOICE, _("Exports that were asked for are workbooks closed with a password"), ("3.3.3b",),
        choices={"on": N_("Yes"), "off": N_("No")})  # fmt: skip
declare("export.daily", 3, Kind.COUNT, _("Exports of one person in a day before an alert"), ("3.3.3b",), low=1)
declare("export.from", 8, Kind.COUNT, _("Exports before this hour are an alert"), ("3.3.3b",), high=23)
declare("export.until", 20, Kind.COUNT, _("Exports from this hour on are an alert"), ("3.3.3b",), high=24)
declare("reveal.daily", 50, Kind.COUNT, _("Numbers and addresses shown in clear to one person in a day"), ("3.3.3b",))
declare("access.review", 20, Kind.DAYS, _("Accounts are confirmed after the quarter's review opens within"), ("3.3.3a",))
declare("subject.cn", 15, Kind.BUSINESS_DAYS, _("Requests of persons are answered within · mainland"), ("3.3.3a",), low=1)
declare("subject.tw", 15, Kind.DAYS, _("Requests of persons are answered within · Taiwan"), ("3.3.3a",), low=1)
declare("subject.tw_correct", 30, Kind.DAYS, _("Corrections are made within · Taiwan"), ("3.3.3a",), low=1)
declare("subject.hk", 40, Kind.DAYS, _("Requests of persons are answered within · Hong Kong"), ("3.3.3a",), low=1)
declare("retention.notice", 30, Kind.DAYS, _("Personal data are announced before they are erased"), ("3.3.3a",), low=1)
declare("retention.nightly", 200, Kind.COUNT, _("Persons whose data are erased in one night at most"), ("3.3.3a",), low=1)
declare("assessment.kept", 1096, Kind.DAYS, _("Impact assessments are kept after they ended for at least"), ("3.3.3a",),
        low=1096)  # fmt: skip
declare("abroad.warn", "80%", Kind.PERCENT, _("Share of the numbers of the law at which sending abroad is warned of"),
        ("3.3.3a",), low="0.1", high=1)  # fmt: skip
declare("view.bulk", 200, Kind.COUNT, _("Files looked at by one person in a day before an alert"), ("3.3.3b",), low=1)


table(
    "export.approvers", _("Authority over exports"),
    _("Who agrees to an export of more rows than leave by themselves, or of what is not open to everybody."), "legal",
    ("3.3.3b",),
    inputs=[count("rows", N_("Rows"), "0"), yes_no("guarded", N_("Unmasked or guarded fields"))],
    outputs=[people("approvers", N_("Approvers"))],
    rows=[
        (ANY, YES, "SD, LEG", N_("Together, however few the rows")),
        ("≤ 500", NO, "SUP", N_("The next above where the asker holds this role")),
        ("(500, 2000]", NO, "RM"), ("> 2000", NO, "SD, LEG"),
    ],
    cases=[
        ({"rows": "101", "guarded": NO}, {"approvers": "SUP"}), ({"rows": "501", "guarded": NO}, {"approvers": "RM"}),
        ({"rows": "2001", "guarded": NO}, {"approvers": "SD, LEG"}), ({"rows": "1", "guarded": YES}, {"approvers": "SD, LEG"}),
    ],
)  # fmt: skip

table(
    "retention.rules", _("How long personal data are kept"),
    _("Whoever is not heard of for so many months is announced, then erased; restricted where accounts name the person."),
    "legal", ("3.3.3a",),
    inputs=[
        choice("kind", N_("Kind"), {"lead": N_("Lead without activity"), "contact": N_("Contact of a lost customer"),
            "candidate": N_("Rejected candidate")}),
        yes_no("booked", N_("Named in a deal that was won")),
    ],
    outputs=[count("months", N_("Months until erased")), count("kept", N_("Months restricted after the deal"))],
    rows=[
        ("lead", ANY, "24", NONE), ("contact", NO, "36", NONE),
        ("contact", YES, "36", "120", N_("As long as the accounts are kept")),
        ("candidate", ANY, "24", NONE, N_("From the day of the refusal")),
    ],
    cases=[
        ({"kind": "lead", "booked": NO}, {"months": "24"}), ({"kind": "contact", "booked": YES}, {"months": "36", "kept": "120"}),
    ],
)  # fmt: skip

ABROAD = {
    "none": N_("No further procedure"), "contract": N_("A standard contract that is filed, or a certification"),
    "security": N_("A security assessment by the authority"),
}  # fmt: skip
table(
    "abroad.duties", _("Personal data sent abroad"),
    _("What the law asks at so many persons whose data went abroad since the first of January."), "legal", ("3.3.3a",),
    inputs=[count("persons", N_("Persons"), "0"), count("sensitive", N_("With sensitive data among them"), "0")],
    outputs=[choice("duty", N_("What the law asks"), ABROAD)],
    rows=[
        ("≥ 1000000", ANY, "security"), (ANY, "≥ 10000", "security"),
        ("≥ 100000", ANY, "contract"), (ANY, "≥ 1", "contract"), (ANY, ANY, "none"),
    ],
    cases=[
        ({"persons": "99999", "sensitive": "0"}, {"duty": "none"}), ({"persons": "9", "sensitive": "1"}, {"duty": "contract"}),
        ({"persons": "100000", "sensitive": "0"}, {"duty": "contract"}),
        ({"persons": "10000", "sensitive": "10000"}, {"duty": "security"}),
        ({"persons": "1000000", "sensitive": "0"}, {"duty": "security"}),
    ],
)  # fmt: skip
