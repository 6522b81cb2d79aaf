"""What contracts add to the chapter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import NoticeKind, Part
from xianji.sales.contracts import controls, views
from xianji.sales.contracts.asking import WORDS
from xianji.sales.contracts.resource import ContractResource, PaymentTermResource
from xianji.sales.contracts.today import MILESTONES

part = Part(
    resources=[ContractResource, PaymentTermResource],
    controls=[
        controls.contracts_are_signed_with_authority, controls.contracts_are_reviewed, controls.contracts_are_followed,
        controls.delivery_is_told, controls.contracts_are_closed_out, controls.deals_are_won_by_a_contract,
    ],
    urls=[
        path("sales/contracts/<int:pk>/clauses/new", views.clause),
        path("sales/contracts/<int:pk>/clauses/<int:clause>", views.clause),
        path("sales/contracts/<int:pk>/clauses/<int:clause>/drop", views.drop),
        path("sales/contracts/<int:pk>/clauses/<int:clause>/judge", views.judge),
        path("sales/contracts/<int:pk>/issues/<int:issue>", views.settle),
        path("sales/contracts/<int:pk>/milestones/<int:step>", views.reach),
        path("sales/contracts/<int:pk>/paper.<str:kind>", views.paper),
    ],
    today=[MILESTONES],
    asks=WORDS,
    notices=[NoticeKind("contract", _("Contracts"), "file-text", mail="digest")],
)  # fmt: skip
