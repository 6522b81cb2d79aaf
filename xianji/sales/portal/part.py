"""What customers' own pages add to the chapter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.kit.registry import NoticeKind, Part
from xianji.sales.portal import views
from xianji.sales.portal.actions import give_page, take_page
from xianji.sales.portal.panels import OWN_PAGE, WISHED
from xianji.sales.portal.taking import KIND, THROUGH
from xianji.sales.quotes.models import Quote

part = Part(
    notices=[NoticeKind(KIND, _("Customers asking for quotes"), "world", mail="at_once")],
    sources={THROUGH: _("customer's own page")},
    on={Customer: [OWN_PAGE, give_page, take_page], Quote: [WISHED]},
    urls=[
        path("p/<str:key>", views.public),
        path("p/<str:key>/quotes/<int:pk>.pdf", views.letter),
        path("sales/portal/<int:pk>/code.svg", views.code),
    ],
)
