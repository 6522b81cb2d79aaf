"""Contacts: the people at a customer."""

from django.core.validators import MaxValueValidator, MinValueValidator, validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.kit.fields import BlindIndex, EncryptedField, NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord

DEGREES = (MinValueValidator(1), MaxValueValidator(5))


class Contact(OwnedRecord):
    """A person at a customer, with the part played in buying. Follows the customer's owner."""

    class Part(models.TextChoices):
        DECISION = "decision", _("Decides")
        INFLUENCE = "influence", _("Influences")
        USER = "user", _("Uses")
        GATEKEEPER = "gatekeeper", _("Gatekeeper")
        TECH = "tech", _("Technical judge")
        PURCHASE = "purchase", _("Buys")
        FINANCE = "finance", _("Pays")

    number = NumberField(prefix="CT", verbose_name=_("Number"))
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="contacts", verbose_name=_("Customer"), db_index=False
    )
    name = models.CharField(_("Name"), max_length=120)
    job = models.CharField(_("Job title"), max_length=120, blank=True)
    department = models.CharField(_("Department"), max_length=80, blank=True)
    part = models.CharField(_("Part in buying"), max_length=10, choices=Part, blank=True)
    mobile = EncryptedField(_("Mobile"), blank=True, default="", kind="phone")
    mobile_mark = BlindIndex(of="mobile", db_index=True)
    email = EncryptedField(_("Email"), blank=True, default="", kind="mail", validators=[validate_email])
    email_mark = BlindIndex(of="email", db_index=True)
    influence = models.PositiveSmallIntegerField(_("Influence (1–5)"), null=True, blank=True, validators=DEGREES)
    closeness = models.PositiveSmallIntegerField(_("Relationship (1–5)"), null=True, blank=True, validators=DEGREES)
    is_primary = models.BooleanField(_("Main contact"), default=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Contact")
        verbose_name_plural = _("Contacts")
        indexes = listed("customers_ct", "updated_at", "name", by={"part": (), "is_primary": ()}, rare=["customer"])

    def __str__(self) -> str:
        return self.name
