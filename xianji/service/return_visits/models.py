"""Return visits: how a customer fares with what it got, asked by the one who looks after it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord
from xianji.sales.invoices.placing import must_be_theirs
from xianji.service.return_visits import rules

SCORES = ("for_product", "for_delivery", "for_service")
FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class ReturnVisit(OwnedRecord):
    """One talk after a delivery, after a request or complaint was closed, or by the rhythm of the customer's class. Its owner
    answers for the customer; somebody of customer service calls."""

    class Occasion(models.TextChoices):
        DELIVERY = rules.DELIVERY, pgettext_lazy("return visit", "After a delivery")
        CLOSURE = rules.CLOSURE, pgettext_lazy("return visit", "After a service request")
        COMPLAINT = rules.COMPLAINT, pgettext_lazy("return visit", "After a complaint")
        PERIODIC = rules.PERIODIC, pgettext_lazy("return visit", "Regular")

    class Channel(models.TextChoices):
        PHONE = "phone", pgettext_lazy("visit", "By phone")
        ONLINE = "online", pgettext_lazy("visit", "Online")
        ONSITE = "onsite", pgettext_lazy("visit", "On site")
        MESSAGE = "message", pgettext_lazy("channel", "Message")

    class Result(models.TextChoices):
        SATISFIED = "satisfied", pgettext_lazy("return visit", "Satisfied")
        NEUTRAL = "neutral", pgettext_lazy("return visit", "Neither nor")
        DISSATISFIED = "dissatisfied", pgettext_lazy("return visit", "Dissatisfied")

    class State(models.TextChoices):
        DUE = "due", pgettext_lazy("return visit", "To be made")
        DONE = "done", pgettext_lazy("return visit", "Made")
        UNREACHED = "unreached", pgettext_lazy("return visit", "Nobody reached")
        DROPPED = "dropped", pgettext_lazy("return visit", "Not needed")

    tones = {"due": "warn", "done": "ok", "unreached": "bad", "satisfied": "ok", "dissatisfied": "bad"}
    final = (State.DONE, State.UNREACHED, State.DROPPED)
    number = NumberField(prefix="RV", monthly=True, verbose_name=_("Number"))
    title = models.CharField(_("Return visit"), max_length=200, blank=True, default="", editable=False)
    """Whom it is with, so that tasks and lists say more than a number."""
    occasion = models.CharField(
        pgettext_lazy("return visit", "Occasion"), max_length=9, choices=Occasion, default=Occasion.PERIODIC
    )
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="return_visits", verbose_name=_("Customer"), db_index=False
    )
    contact = models.ForeignKey(
        "customers.Contact", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Contact")
    )
    order = models.ForeignKey(
        "sales.Order", models.PROTECT, null=True, blank=True, related_name="return_visits", db_index=False,
        verbose_name=pgettext_lazy("sale", "Order"),
    )  # fmt: skip
    due_on = models.DateField(pgettext_lazy("return visit", "To be made by"))
    caller = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Who calls"), db_index=False
    )
    note = models.TextField(_("To be asked besides"), blank=True)
    channel = models.CharField(pgettext_lazy("return visit", "By what way"), max_length=7, choices=Channel, default=Channel.PHONE)
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.DUE, editable=False)
    tries = models.PositiveSmallIntegerField(_("Tried in vain"), default=0, editable=False)
    tried_on = models.DateField(_("Last tried on"), null=True, editable=False)
    done_on = models.DateField(pgettext_lazy("return visit", "Made on"), null=True, blank=True, editable=False)
    result = models.CharField(
        pgettext_lazy("return visit", "How satisfied"), max_length=12, choices=Result, blank=True, default="", editable=False
    )
    for_product = models.PositiveSmallIntegerField(
        _("Points for the product"), null=True, blank=True, validators=FIVE, editable=False, help_text=_("1 to 5")
    )
    for_delivery = models.PositiveSmallIntegerField(
        _("Points for the delivery"), null=True, blank=True, validators=FIVE, editable=False, help_text=_("1 to 5")
    )
    for_service = models.PositiveSmallIntegerField(
        _("Points for the people"), null=True, blank=True, validators=FIVE, editable=False, help_text=_("1 to 5")
    )
    said = models.TextField(_("What the customer said"), blank=True, default="", editable=False)
    why = models.CharField(_("Why not needed"), max_length=200, blank=True, default="", editable=False)
    key = models.CharField(max_length=40, null=True, unique=True, editable=False)
    """Of an order: it leads to one return visit, however many deliveries it has."""

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Return visit")
        verbose_name_plural = _("Return visits")
        indexes = listed(
            "service_rv", "due_on", "updated_at", by={"state": (), "result": (), "caller": ()}, ranges=["due_on"],
            rare=["customer", "order"],
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title or self.number

    def clean(self) -> None:
        must_be_theirs(self, "order", "contact")
        if self.customer_id is not None and self.customer_id != self.loaded("customer_id"):
            self.title = str(self.customer)[:200]
