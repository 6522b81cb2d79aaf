"""What orders add to the chapter."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.registry import Part
from xianji.sales.orders.controls import credit_has_room, lines_come_in_time, nearly_all_is_on_time, orders_do_not_lie
from xianji.sales.orders.resource import OrderLineResource, OrderResource
from xianji.sales.orders.today import HELD
from xianji.sales.orders.told import customers_are_told, delays_are_told

part = Part(
    resources=[OrderResource, OrderLineResource],
    controls=[
        credit_has_room, orders_do_not_lie, lines_come_in_time, nearly_all_is_on_time, customers_are_told, delays_are_told,
    ],
    today=[HELD],
    asks={"news": _("What they are told"), "how": _("By what way")},
    sources={"reckoned": pgettext_lazy("source", "sum of its lines"), "post": pgettext_lazy("source", "invoices and payments")},
)
