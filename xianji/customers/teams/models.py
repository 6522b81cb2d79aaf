"""Teams: colleagues who look after one customer together."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.teams import rules
from xianji.kit.fields import RateField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class AccountTeam(OwnedRecord):
    """The people of one customer, each with a part to play. Whoever is in it sees the customer and what belongs to it."""

    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="teams", verbose_name=_("Customer"), db_index=False
    )
    name = models.CharField(_("Name"), max_length=120)
    purpose = models.CharField(_("What it is for"), max_length=300, blank=True)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Account team")
        verbose_name_plural = _("Account teams")
        indexes = listed("customers_at", "updated_at", "name", rare=["customer"])

    def __str__(self) -> str:
        return self.name


class TeamMember(OwnedRecord):
    """A colleague in a team. Being in it is a share of the customer: it ends with the membership."""

    class Role(models.TextChoices):
        OWNER = "owner", pgettext_lazy("in a team", "Owner")
        CO_SALES = "co_sales", _("Sells along")
        TECH = "tech", _("Technical support")
        EXEC_SPONSOR = "exec_sponsor", _("Sponsor in management")
        CS = "cs", pgettext_lazy("in a team", "Customer service")
        LEGAL = "legal", pgettext_lazy("in a team", "Legal")
        FINANCE = "finance", pgettext_lazy("in a team", "Finance")

    class Access(models.TextChoices):
        READ = "read", _("May see")
        EDIT = "edit", _("May change")

    team = models.ForeignKey(AccountTeam, models.PROTECT, related_name="members", verbose_name=_("Account team"))
    person = models.ForeignKey("org.Person", models.PROTECT, related_name="+", verbose_name=_("Colleague"))
    role = models.CharField(_("Role"), max_length=12, choices=Role, default=Role.CO_SALES)
    access = models.CharField(_("Access"), max_length=4, choices=Access, default=Access.READ)
    split = RateField(_("Share of the credit"), null=True, blank=True, help_text=_("0.5 is half; empty for equal parts"))

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Team member")
        verbose_name_plural = _("Team members")
        indexes = listed("customers_tm", "updated_at")

    def __str__(self) -> str:
        return str(self.get_role_display())

    def clean(self) -> None:
        """Only those who sell share the credit, and nobody less than nothing."""
        if self.split is None:
            return
        if self.role not in rules.SALES:
            raise ValidationError({"split": _("Only the owner and who sells along share the credit. Leave it empty.")})
        if not 0 <= self.split <= rules.WHOLE:
            told = {"value": self.split}
            raise ValidationError({"split": _("“%(value)s” is no part of a whole. Type 0 to 1; 0.5 is half.") % told})
