"""Who knows whom at a customer, and whom of them we know."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.contacts.models import DEGREES
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class ContactLink(OwnedRecord):
    """A line of the stakeholder map: from a contact to another one of the same customer, or to a colleague of ours."""

    class Kind(models.TextChoices):
        REPORTS = "reports", _("Reports to")
        TRUSTS = "trusts", _("Listens to")
        KNOWS = "knows", _("Knows")
        AGAINST = "against", _("At odds with")

    one_of = ("colleague", "other")
    contact = models.ForeignKey("customers.Contact", models.PROTECT, related_name="links", verbose_name=_("Contact"))
    kind = models.CharField(pgettext_lazy("relation", "How"), max_length=8, choices=Kind, default=Kind.KNOWS)
    other = models.ForeignKey(
        "customers.Contact", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Other contact")
    )
    colleague = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Our colleague")
    )
    strength = models.PositiveSmallIntegerField(_("How well (1–5)"), null=True, blank=True, validators=DEGREES)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Who knows whom")
        verbose_name_plural = _("Who knows whom")
        indexes = listed("customers_cl", "updated_at")

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def clean(self) -> None:
        """To one other, who is somebody else of the same customer, or to one colleague."""
        if sum(getattr(self, f"{name}_id") is not None for name in self.one_of) != 1:
            raise ValidationError({"other": _("Choose another contact, or a colleague of ours.")})
        if self.other_id is not None and self.other_id == self.contact_id:
            raise ValidationError({"other": _("Everybody knows themselves. Choose somebody else.")})
        if self.other is not None and self.other.customer_id != self.contact.customer_id:
            told = {"contact": self.other}
            raise ValidationError({"other": _("“%(contact)s” works for another customer.") % told})
