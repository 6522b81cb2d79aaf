"""Whose data something is about: a contact, or a lead that has not become one."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.org.records import OwnedRecord


class OfAPerson(OwnedRecord):
    """One person, by the records that there are of them."""

    one_of: ClassVar[tuple[str, ...]] = ("contact", "lead")
    contact = models.ForeignKey(
        "customers.Contact", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Contact"), db_index=False
    )
    lead = models.ForeignKey(
        "customers.Lead", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Lead"), db_index=False
    )

    class Meta(OwnedRecord.Meta):
        abstract = True

    def clean(self) -> None:
        """At least one of the records; both, where nobody has said yet that they are one person."""
        if all(getattr(self, f"{name}_id") is None for name in self.one_of):
            raise ValidationError({"contact": _("Choose the contact or the lead that this is about.")})
        if not self.pk and self.lead and not self.contact_id and self.lead.contact_id:
            raise ValidationError({"lead": _("This lead has become a contact. Choose the contact.")})

    def records(self) -> list[Any]:
        """Of a lead that became a contact in the meantime both, the lead first."""
        after = self.lead.contact if self.lead else None
        return list(dict.fromkeys(one for one in (self.lead, self.contact, after) if one is not None))
