"""Kept sentences are told by the API; names of the program stay what programs know."""

from django.utils.translation import override

from xianji.approval.models import Request
from xianji.kit.api.rows import teller
from xianji.kit.columns import column
from xianji.kit.said import said
from xianji.policy.models import ControlException
from xianji.sales.models import Order


def test_a_sentence_is_told_and_a_name_is_not():
    with override("zh-hans"):
        assert teller(column(Request, "title"))(said("Credit limit for %(customer)s", customer="云雀")) == "云雀的信用额度"
        assert teller(column(ControlException, "control"))("sales.order.credit_has_room") == "sales.order.credit_has_room"
        assert teller(column(Order, "credit_why"))("Beyond the limit") == "Beyond the limit"
        assert teller(column(ControlException, "reason"))("") == ""
