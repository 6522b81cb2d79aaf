"""What contracts add to the chapter."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import NoticeKind, Part
from xianji.sales.contracts import controls
from xianji.sales.contracts.resource import ContractResource, PaymentTermResource

part = Part(
    resources=[ContractResource, PaymentTermResource],
    controls=[
        controls.contracts_are_signed_with_authority, controls.contracts_are_reviewed, controls.contracts_are_followed,
        controls.delivery_is_told, controls.contracts_are_closed_out,
    ],
    notices=[NoticeKind("contract", _("Contracts"), "file-text", mail="digest")],
)  # fmt: skip
