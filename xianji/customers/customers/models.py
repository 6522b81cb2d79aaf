"""Customers: the companies we sell to or want to sell to."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers import rules
from xianji.kit.fields import MoneyField, NumberField
from xianji.kit.indexes import ALIVE, ForSorting, held, listed
from xianji.org.records import OwnedRecord

REFUSALS = {
    "registration.length": _("Needs %(needs)s characters, has %(has)s."),
    "registration.characters": _("Has characters that do not occur in such a number."),
    "registration.check_digit": _("The check digit is wrong; please compare with the certificate."),
}


WORTH = ("won_amount", "last_contact_on")
"""Sorts at whose ends states and size classes gather."""
FURTHER_WALKS = {
    "customers_c_health": ["health"], "customers_c_owner_health": ["owner", "health"],
    "customers_c_org_path_health": ["org_path", "health"], "customers_c_last_order": ["last_order_on"],
    "customers_c_orders_year": ["orders_year"],
}  # fmt: skip
"""Sorts of their own, so that the indexes of all others stay as they are."""


class Customer(OwnedRecord):
    """A company, from first contact on. Size and life cycle are two things; the class shown is derived from both."""

    class Registration(models.TextChoices):
        USCI = "usci", _("Unified social credit code")
        UBN = "ubn", _("Taiwan business number")
        HK_BR = "hk_br", _("Hong Kong business registration")
        NONE = "none", _("None")

    class Size(models.TextChoices):
        LARGE = "large", _("Large")
        MEDIUM = "medium", _("Medium")
        SMALL = "small", _("Small")

    class Class(models.TextChoices):
        LARGE = "large", _("Large")
        MEDIUM = "medium", _("Medium")
        SMALL = "small", _("Small")
        POTENTIAL = "potential", _("Potential")
        BLACKLIST = "blacklist", _("Blacklisted")

    class Need(models.TextChoices):
        PROJECT = "project", _("Project, customised or strategic")
        REPEAT = "repeat", _("Repeated, standard")
        OCCASIONAL = "occasional", _("Now and then")

    class Cycle(models.TextChoices):
        PROSPECT = "prospect", _("Prospect")
        ACTIVE = "active", pgettext_lazy("customer", "Active")
        DORMANT = "dormant", _("Dormant")
        LOST = "lost", pgettext_lazy("customer", "Lost")
        BLACKLIST = "blacklist", _("Blacklisted")

    bars = {"large": 3, "medium": 2, "small": 1}
    by_itself = {Cycle.ACTIVE: _("A deal was won."), Cycle.DORMANT: _("No deal was won for a year.")}
    tones = {"dormant": "warn", "lost": "bad", "blacklist": "bad", "prospect": "info"}
    number = NumberField(prefix="AC", verbose_name=_("Number"))
    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Short name"), max_length=80, blank=True)
    registration_type = models.CharField(
        pgettext_lazy("kind", "Registration"), max_length=6, choices=Registration, default=Registration.NONE
    )
    registration_no = models.CharField(_("Registration no."), max_length=40, blank=True)
    country = models.CharField(_("Country"), max_length=60, blank=True, default="CN")
    industry = models.ForeignKey(
        "catalog.Term", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Industry"),
        limit_choices_to={"dictionary": "industry"}, db_index=False,
    )  # fmt: skip
    size_class = models.CharField(_("Size"), max_length=8, choices=Size, blank=True)
    shown_class = models.CharField(
        pgettext_lazy("customer", "Class"), max_length=9, choices=Class, default=Class.POTENTIAL, editable=False
    )
    state = models.CharField(_("Life cycle"), max_length=10, choices=Cycle, default=Cycle.PROSPECT, editable=False)
    region = models.ForeignKey(
        "org.Region", models.PROTECT, null=True, blank=True, verbose_name=_("Region"), db_index=False
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Parent company")
    )
    employees = models.PositiveIntegerField(_("Employees"), null=True, blank=True)
    founded = models.PositiveSmallIntegerField(_("Founded"), null=True, blank=True)
    annual_revenue = MoneyField(_("Annual revenue"), null=True, blank=True)
    potential = MoneyField(_("Potential per year"), null=True, blank=True)
    website = models.URLField(_("Website"), blank=True)
    phone = models.CharField(_("Switchboard"), max_length=40, blank=True)
    division = models.ForeignKey(
        "catalog.Term", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Administrative division"),
        limit_choices_to={"dictionary": "division"}, db_index=False, help_text=_("Province, city and county, by name or code"),
    )  # fmt: skip
    address = models.CharField(_("Address"), max_length=300, blank=True)
    need_profile = models.TextField(_("Needs"), blank=True)
    need_kind = models.CharField(_("Kind of need"), max_length=10, choices=Need, blank=True)
    invoice_title = models.CharField(_("Invoice title"), max_length=200, blank=True)
    payment_terms = models.CharField(_("Terms of payment"), max_length=120, blank=True)
    last_contact_on = models.DateField(_("Last contact"), null=True, editable=False)
    won_amount = MoneyField(_("Won so far"), default=0, editable=False)
    target = models.BooleanField(_("Target customer"), default=False)
    playbook = models.ForeignKey(
        "customers.Playbook", models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("Playbook")
    )
    became_large_on = models.DateField(_("Large since"), null=True, editable=False)
    no_team_because = models.CharField(_("Why without a team"), max_length=200, blank=True, default="", editable=False)
    orders_year = models.PositiveIntegerField(_("Orders in 12 months"), default=0, editable=False)
    last_order_on = models.DateField(_("Last order"), null=True, editable=False)
    health = models.PositiveSmallIntegerField(_("Health"), null=True, editable=False)
    verified_on = models.DateField(_("Profile checked"), null=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Customer")
        verbose_name_plural = _("Customers")
        indexes = [
            *listed(
                "customers_c", "updated_at", "name", "won_amount", "last_contact_on",
                by={"state": WORTH, "size_class": WORTH, "region": ("name",), "industry": ()},
                ranges=WORTH,
            ),
            *(
                ForSorting(fields=held(order, ["org_path", "owner", "state", "size_class", "health"]), name=name, condition=ALIVE)
                for name, order in FURTHER_WALKS.items()
            ),
            ForSorting(fields=["target", "updated_at", "id", "org_path", "owner"], name="customers_c_target", condition=ALIVE),
            ForSorting(
                fields=["shown_class", "updated_at", "id", "org_path", "owner"], name="customers_c_shown_class", condition=ALIVE
            ),
            models.Index(fields=["registration_no"], name="customers_reg", condition=~models.Q(registration_no="")),
            models.Index(fields=["external_ref"], name="customers_ref", condition=~models.Q(external_ref="")),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def clean(self) -> None:
        """A registration number must satisfy the check digits of its kind."""
        if refusal := rules.registration_refusal(self.registration_type, self.registration_no):
            told = {"needs": rules.LENGTHS[self.registration_type], "has": len(self.registration_no)}
            raise ValidationError({"registration_no": REFUSALS[refusal] % told})
