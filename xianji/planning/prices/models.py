"""Price lists: what a product costs whom, from which quantity and day."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.kit.fields import NumberField, PriceField, QuantityField
from xianji.org.records import Record


class PriceList(Record):
    """Prices that hold from a day to a day, for everybody or for one channel or class of customers. Finance agrees first."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", pgettext_lazy("prices", "With finance")
        EFFECTIVE = "effective", pgettext_lazy("prices", "Approved")
        EXPIRED = "expired", pgettext_lazy("prices", "Ended")

    class Channel(models.TextChoices):
        DIRECT = "direct", _("Direct sale")
        AGENT = "agent", _("Agents")
        DISTRIBUTOR = "distributor", _("Distributors")
        ONLINE = "online", _("Online shops")
        INTEGRATOR = "integrator", _("System integrators")

    tones = {"effective": "ok", "review": "info", "draft": "warn"}
    final = (State.EXPIRED,)
    by_itself = {State.EXPIRED: _("its last day has passed")}
    number = NumberField(prefix="PRL", verbose_name=_("Number"))
    name = models.CharField(_("Name"), max_length=120)
    currency = models.ForeignKey(
        "catalog.Currency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Currency"),
        help_text=_("Empty: the currency of the company"),
    )  # fmt: skip
    with_tax = models.BooleanField(_("Prices include tax"), default=False)
    channel = models.CharField(_("Only for the channel"), max_length=11, choices=Channel, blank=True)
    size_class = models.CharField(_("Only for customers of size"), max_length=8, choices=Customer.Size, blank=True)
    from_on = models.DateField(_("From"), default=timezone.localdate)
    to_on = models.DateField(pgettext_lazy("period", "To"), null=True, blank=True)
    on_cost = models.TextField(_("Cost"), blank=True, help_text=_("From when the costs are, and what changed"))
    on_rivals = models.TextField(_("Competition"), blank=True, help_text=_("What others ask, and since when we know"))
    on_demand = models.TextField(_("Demand"), blank=True, help_text=_("What customers say of our prices"))
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.DRAFT, editable=False)
    effective_on = models.DateField(_("Approved on"), null=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Price list")
        verbose_name_plural = _("Price lists")
        indexes = [models.Index(fields=["state", "from_on"], name="planning_prl_state")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.to_on and self.to_on < self.from_on:
            raise ValidationError({"to_on": _("The list would end before it begins. Choose a later day.")})
        before = self.loaded("to_on")
        if self.state == self.State.DRAFT or self.loaded("state") != self.state or self.to_on == before:
            return
        if self.to_on is None or (before is not None and self.to_on > before):
            told = _("What finance was asked about ends earlier, not later. Make a new list that follows it.")
            raise ValidationError({"to_on": told})
        if self.state == self.State.EFFECTIVE and self.to_on < timezone.localdate():
            raise ValidationError({"to_on": _("What was offered until today stands. Choose today or a later day.")})


class PriceItem(Record):
    """What a product costs from a quantity on; the floor is what it must bring, the target what it should."""

    titled = "price"
    price_list = models.ForeignKey(PriceList, models.PROTECT, related_name="items", verbose_name=_("Price list"))
    product = models.ForeignKey(
        "catalog.Product", models.PROTECT, related_name="prices", verbose_name=_("Product"), db_index=False
    )
    from_quantity = QuantityField(_("From quantity"), default=1)
    price = PriceField(_("Price"))
    floor = PriceField(_("Floor price"), null=True, blank=True, help_text=_("Empty: from the cost and the least margin"))
    target = PriceField(_("Target price"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Price")
        verbose_name_plural = _("Prices")
        constraints = [
            models.UniqueConstraint(
                fields=["price_list", "product", "from_quantity"], name="planning_price_once",
                condition=models.Q(deleted_at=None),
                violation_error_message=_("This product has a price from this quantity on already."),
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["product", "price_list"], name="planning_price_product")]

    def __str__(self) -> str:
        return str(self.product)

    def clean(self) -> None:
        """Above nothing, in an order that makes sense, and never in a list that holds already."""
        problems = {name: _("More than zero, please.") for name in ("price", "from_quantity") if (getattr(self, name) or 1) <= 0}
        if self.floor is not None and self.price is not None and self.floor > self.price:
            problems["floor"] = _("The floor lies above the price.")
        if self.price_list.state != PriceList.State.DRAFT:
            problems["price"] = _("The list is no draft any more. Make a new one that begins where this one ends.")
        if problems:
            raise ValidationError(problems)
