"""How a contract is paid: the parts of its price, each due after something."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, RateField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord
from xianji.sales.contracts import rules
from xianji.sales.contracts.models import Contract


class PaymentTerm(OwnedRecord):
    """One part of the price: how much of it, after what, how long after. Parts are 100 % together."""

    class Kind(models.TextChoices):
        ADVANCE = "advance", _("Advance payment")
        EARNEST = "earnest", _("Earnest money")
        PAYMENT = "payment", pgettext_lazy("part of the price", "Payment")
        RETENTION = "retention", _("Retention")

    class Trigger(models.TextChoices):
        SIGNING = "signing", pgettext_lazy("payment after", "Signing")
        SHIPMENT = "shipment", pgettext_lazy("payment after", "Before shipment")
        DELIVERY = "delivery", pgettext_lazy("payment after", "Delivery")
        ACCEPTANCE = "acceptance", pgettext_lazy("payment after", "Acceptance")
        INVOICE = "invoice", pgettext_lazy("payment after", "Invoice")
        DAY = "day", pgettext_lazy("payment after", "A fixed day")

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="terms", verbose_name=_("Contract"))
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind, default=Kind.PAYMENT)
    trigger = models.CharField(_("Due after"), max_length=10, choices=Trigger, default=Trigger.ACCEPTANCE)
    share = RateField(_("Part of the price"), default=1, help_text=_("0.3 is 30 %"))
    months = models.PositiveSmallIntegerField(_("Months"), default=0)
    days = models.PositiveSmallIntegerField(_("Days"), default=0)
    fixed_on = models.DateField(_("Day"), null=True, blank=True)
    amount = MoneyField(_("Amount"), editable=False, default=0)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Payment term")
        verbose_name_plural = _("Payment terms")
        indexes = listed("sales_zk", "updated_at")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.share * 100:.2f} %"

    def clean(self) -> None:
        if self.share is not None and not 0 < self.share <= 1:
            told = {"value": self.share}
            refusal = _("“%(value)s” is no part of the price. Type more than 0, up to 1; 0.3 is 30 %%.") % told
            raise ValidationError({"share": refusal})
        if self.trigger == self.Trigger.DAY and self.fixed_on is None:
            raise ValidationError({"fixed_on": _("Type the day on which it is due.")})
        if self.contract.state in rules.SIGNED and not self.contract.is_amended and self.is_moved():
            raise ValidationError(_("The contract is signed. A supplement changes it."))

    def is_moved(self) -> bool:
        """Whether it is new, gone, or says something else."""
        names = ("kind", "trigger", "share", "months", "days", "fixed_on", "deleted_at")
        return self._state.adding or any(getattr(self, name) != self.loaded(name) for name in names)


def terms_of(contract: Contract) -> list[PaymentTerm]:
    """The parts of the price in their order."""
    return list(PaymentTerm.unscoped.filter(contract=contract, deleted_at=None).order_by("pk"))
