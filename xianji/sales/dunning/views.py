"""A statement of account as paper: what the customer signs."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xianji.kit.exports.pdf import pages
from xianji.kit.web import writing
from xianji.kit.web.pages import FileResponse, Http404, HttpRequest, page_for, require_GET
from xianji.org.company.settled import company
from xianji.sales.dunning.models import Statement
from xianji.sales.dunning.statements import MOST, account, lines


@require_GET
@page_for("sales.statement.view")
def paper(request: HttpRequest, pk: int) -> Any:
    """The figures of now; who may see the statement may print it."""
    statement = Statement.objects.filter(pk=pk).select_related("customer").first()
    if statement is None:
        raise Http404
    out = BytesIO()
    pages.write(out, "statement", printed(statement))
    out.seek(0)
    return FileResponse(out, filename=f"{statement.number}.pdf", content_type="application/pdf")


def printed(statement: Statement) -> dict[str, Any]:
    """Plain texts: nothing of it is read as markup."""
    found = account(statement)
    moves = lines(statement, found.opening)
    rows = [
        [one.on.isoformat(), one.what, told(one.charged), told(one.settled), writing.money(one.balance)] for one in moves
    ]
    customer = statement.customer.invoice_title or statement.customer.name
    sentence = _("We ask you to confirm that on %(day)s you owed us %(amount)s, or to tell us where your books differ.")
    return {
        "title": str(Statement._meta.verbose_name), "number": statement.number,
        "to": customer, "period": f"{statement.from_on} – {statement.to_on}",
        "currency": _("Amounts in %(currency)s") % {"currency": company().currency},
        "facts": [
            [_("Owed at the beginning"), writing.money(found.opening)], [_("Charged"), writing.money(found.charged)],
            [_("Paid and credited"), writing.money(found.settled)], [_("Owed at the end"), writing.money(found.closing)],
        ],
        "headings": [_("Date"), pgettext("statement", "What"), _("Charged"), _("Paid and credited"),
                     pgettext("statement", "Balance")],
        "rows": rows, "more": cut_short() if len(moves) == MOST else "",
        "ask": sentence % {"day": statement.to_on, "amount": writing.money(found.closing)},
        "answers": [pgettext("statement", "It is right."), _("Our books say:")],
        "sign": [company().name, _("%(name)s (seal)") % {"name": customer}, _("Signature and date")],
    }  # fmt: skip


def cut_short() -> str:
    return _("Only the first %(count)s lines stand here; the sums count all.") % {"count": MOST}


def told(amount: Any) -> str:
    return "" if amount is None else writing.money(amount)
