"""The questions of a verb: today for what has happened, room for a sentence, and what comes of it over them."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone

from xianji.kit.forms.parameters import dialog
from xianji.sales.dunning.actions import break_off
from xianji.sales.dunning.models import RepaymentPlan
from xianji.sales.invoices.actions import issue
from xianji.sales.invoices.models import Invoice
from xianji.sales.returns.actions import receive
from xianji.sales.returns.models import SalesReturn
from xianji.sales.visits.actions import check_in
from xianji.sales.visits.models import Visit


def test_the_day_on_which_something_happened_is_today_until_another_is_chosen():
    assert dialog(receive, SalesReturn())["received_on"].value() == timezone.localdate()
    assert dialog(receive, SalesReturn(received_on=date(2026, 3, 1)))["received_on"].value() == date(2026, 3, 1)


def test_the_moment_at_which_something_happened_is_now():
    offered, now = dialog(check_in, Visit())["at"].value(), timezone.localtime().replace(tzinfo=None)
    assert timedelta() <= now - offered < timedelta(minutes=1)


def test_why_has_room_for_a_sentence_and_a_number_has_not():
    assert isinstance(dialog(break_off, RepaymentPlan()).fields["why"].widget, forms.Textarea)
    assert type(dialog(issue, Invoice()).fields["external_no"].widget) is forms.TextInput
