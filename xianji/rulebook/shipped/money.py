"""Parameters and tables of chapter 七 about what is owed: days of payment, interest, expected loss, write-offs."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from xianji.rulebook.kinds import Kind
from xianji.rulebook.parameters.declared import declare
from xianji.rulebook.shipped.words import money, people, percent
from xianji.rulebook.tables.content import Column
from xianji.rulebook.tables.declared import declare as table

declare("invoice.days", 30, Kind.DAYS, _("Invoices are due after, where nothing else was agreed"), ("7.3.2b",))
declare("interest.late", "0.05%", Kind.PERCENT, _("Interest on what is overdue, per day"), ("7.3.2b",), high=1)
declare("overdue.most", "15%", Kind.PERCENT, _("Most that is overdue of what is owed"), ("7.3.2b",), high=1)
declare(
    "bill.counts", "cash", Kind.CHOICE, _("A bill of exchange counts as paid"), ("7.3.2b",),
    choices={"cash": _("when it is cashed"), "receipt": _("when it is received")},
)  # fmt: skip

table(
    "receivable.loss", _("Expected loss"), _("What part of a claim is expected to be lost, by its days overdue."), "finance",
    ("7.3.2b",),
    inputs=[Column("days", N_("Days overdue"), Kind.DAYS)], outputs=[percent("rate", N_("Expected loss"), "0", "1")],
    rows=[
        ("< 1", "0.5%", N_("Not due yet")), ("[1, 31)", "2%"), ("[31, 61)", "5%"), ("[61, 91)", "10%"), ("[91, 181)", "20%"),
        ("[181, 366)", "50%"), ("≥ 366", "100%"),
    ],
    cases=[({"days": "0"}, {"rate": "0.5%"}), ({"days": "30"}, {"rate": "2%"}), ({"days": "366"}, {"rate": "100%"})],
)  # fmt: skip

table(
    "receivable.write_off", _("Who agrees to a write-off"), _("By what is still owed; who asks does not decide."), "finance",
    ("7.3.2b",),
    inputs=[money("amount", N_("Amount"))], outputs=[people("approvers", N_("Approvers"))],
    rows=[("≤ 20,000", "SD"), ("> 20,000", "SD, EXE")],
    cases=[({"amount": "20,000"}, {"approvers": "SD"}), ({"amount": "20,000.01"}, {"approvers": "SD, EXE"})],
)  # fmt: skip
