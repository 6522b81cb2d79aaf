"""What the pools add to the chapter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.customers.pool import views
from xianji.customers.pool.controls import idle_customers_go_back
from xianji.customers.pool.resource import PoolEntryResource, PoolMovementResource, PoolResource
from xianji.customers.pool.today import FALLING
from xianji.kit.registry import NoticeKind, Part

part = Part(
    resources=[PoolEntryResource, PoolResource, PoolMovementResource],
    controls=[idle_customers_go_back],
    today=[FALLING],
    verbs={
        "claimed": _("Claimed from the pool"), "assigned": _("Assigned from the pool"), "to_pool": _("Into the pool"),
    },  # fmt: skip
    notices=[NoticeKind("pool", _("Pool"), "ripple", mail="at_once")],
    urls=[
        path("customers/pool/<int:pk>/do/claim", views.take_or_ask),
        path("customers/pool/<int:pk>/look", views.look),
        path("customers/pool/measure", views.measure),
        path("customers/pool/fairness", views.fair),
        path("customers/pool/simulate", views.simulate),
    ],
)
