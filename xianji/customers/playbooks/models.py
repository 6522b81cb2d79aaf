"""Playbooks: how customers of one segment are won and kept, step by step."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.customers.teams.models import TeamMember
from xianji.org.records import Record


class Playbook(Record):
    """The strategy of a segment. What it leaves open (size, industry, region) it does not ask about."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ACTIVE = "active", _("In use")
        RETIRED = "retired", _("Out of use")

    tones = {"active": "ok", "draft": "info"}
    name = models.CharField(_("Name"), max_length=120)
    size_class = models.CharField(_("Size"), max_length=8, choices=Customer.Size, blank=True)
    industry = models.ForeignKey(
        "catalog.Term", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Industry"),
        limit_choices_to={"dictionary": "industry"},
    )  # fmt: skip
    region = models.ForeignKey(
        "org.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Region")
    )
    strategy = models.TextField(_("Strategy"), blank=True)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.DRAFT, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Playbook")
        verbose_name_plural = _("Playbooks")
        indexes = [models.Index(fields=["name"], name="customers_playbook_name")]

    def __str__(self) -> str:
        return self.name


class PlaybookStep(Record):
    """One thing to do, so many working days after the playbook was applied, by whom of the customer's people."""

    playbook = models.ForeignKey(Playbook, models.PROTECT, related_name="steps", verbose_name=_("Playbook"))
    title = models.CharField(_("What to do"), max_length=200)
    days = models.PositiveSmallIntegerField(_("Working days after the start"), default=5)
    role = models.CharField(_("By whom"), max_length=12, choices=TeamMember.Role, default=TeamMember.Role.OWNER)

    class Meta(Record.Meta):
        verbose_name = _("Step")
        verbose_name_plural = _("Steps")

    def __str__(self) -> str:
        return self.title
