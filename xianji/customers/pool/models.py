"""The pools, what lies in them, what went in and out, and how long those who hold something may keep it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.customers.pool import rules
from xianji.kit.fields import NumberField
from xianji.kit.indexes import ALIVE, listed
from xianji.org.records import OwnedRecord

KINDS = [
    ("lead", gettext_lazy("Lead")), ("prospect", gettext_lazy("Prospect")), ("usual", gettext_lazy("Small or medium")),
    ("large", gettext_lazy("Large")),
]  # fmt: skip
"""As the table of the pool tells them apart."""


class Ways(models.TextChoices):
    """How something came into a pool or left it."""

    RETURNED = "returned", gettext_lazy("Given back")
    IDLE = rules.IDLE, gettext_lazy("Not followed up")
    UNSOLD = rules.UNSOLD, gettext_lazy("No order")
    FIRST = rules.FIRST, gettext_lazy("First follow-up missed")
    PUT = "put", gettext_lazy("Put in")
    CLAIMED = "claimed", gettext_lazy("Claimed")
    ASSIGNED = "assigned", gettext_lazy("Assigned")
    WITHDRAWN = "withdrawn", gettext_lazy("Taken out")


OUT = (Ways.CLAIMED, Ways.ASSIGNED, Ways.WITHDRAWN)


class Pool(OwnedRecord):
    """A place from which everybody who belongs to it may take. Its owner keeps it; it is shared with those who belong to it,
    people or units, and who may also change it keeps it too."""

    class Subject(models.TextChoices):
        CUSTOMERS = "customers", gettext_lazy("Customers")
        LEADS = "leads", gettext_lazy("Leads")

    number = NumberField(prefix="PL", verbose_name=gettext_lazy("Number"))
    name = models.CharField(gettext_lazy("Name"), max_length=80)
    subject = models.CharField(pgettext_lazy("pool", "For"), max_length=10, choices=Subject, default=Subject.CUSTOMERS)
    region = models.ForeignKey(
        "org.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=gettext_lazy("Only this region"),
    )  # fmt: skip
    takes_back = models.BooleanField(gettext_lazy("Takes back by itself"), default=True)
    about = models.CharField(gettext_lazy("About"), max_length=300, blank=True)

    class Meta(OwnedRecord.Meta):
        verbose_name = gettext_lazy("Pool")
        verbose_name_plural = gettext_lazy("Pools")
        indexes = listed("customers_pl", "updated_at", "name", by={"subject": ()})

    def __str__(self) -> str:
        return self.name


class Lying(OwnedRecord):
    """What lies in a pool is placed by the pool and has no owner: who belongs to the pool sees it, nobody else."""

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="+", verbose_name=gettext_lazy("Pool"), db_index=False)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, related_name="+", editable=False, db_index=False
    )
    lead = models.ForeignKey("customers.Lead", models.PROTECT, null=True, related_name="+", editable=False, db_index=False)
    kind = models.CharField(gettext_lazy("Kind"), max_length=10, choices=KINDS)
    name = models.CharField(gettext_lazy("Name"), max_length=200)
    former = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", db_index=False,
        verbose_name=gettext_lazy("Former owner"),
    )  # fmt: skip
    reason = models.CharField(gettext_lazy("Reason"), max_length=300, blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        abstract = True

    @property
    def lies(self) -> Any:
        """The record itself."""
        return self.customer or self.lead


class PoolEntry(Lying):
    """A customer or lead that waits in a pool: only what helps to choose, nothing by which it could be reached."""

    size_class = models.CharField(
        gettext_lazy("Size"), max_length=8, blank=True, editable=False,
        choices=[("large", gettext_lazy("Large")), ("medium", gettext_lazy("Medium")), ("small", gettext_lazy("Small"))],
    )  # fmt: skip
    grade = models.CharField(gettext_lazy("Grade"), max_length=1, blank=True, editable=False)
    industry = models.ForeignKey(
        "catalog.Term", models.PROTECT, null=True, related_name="+", editable=False, db_index=False,
        verbose_name=gettext_lazy("Industry"),
    )  # fmt: skip
    region = models.ForeignKey(
        "org.Region", models.PROTECT, null=True, related_name="+", editable=False, db_index=False,
        verbose_name=gettext_lazy("Region"),
    )  # fmt: skip
    last_contact_on = models.DateField(gettext_lazy("Last contact"), null=True, editable=False)
    came_at = models.DateTimeField(gettext_lazy("In the pool since"), editable=False, default=timezone.now)
    came_by = models.CharField(gettext_lazy("Came by"), max_length=10, choices=Ways, default=Ways.PUT, editable=False)
    bars = {"large": 3, "medium": 2, "small": 1}

    class Meta(Lying.Meta):
        verbose_name = gettext_lazy("In the pool")
        verbose_name_plural = pgettext_lazy("list", "In the pool")
        indexes = [
            *listed(
                "customers_pe", "came_at", "last_contact_on", ranges=["came_at", "last_contact_on"],
                by={"kind": (), "pool": (), "size_class": (), "industry": (), "region": ()},
            ),
            models.Index(fields=["customer"], name="customers_pe_lies", condition=ALIVE),
            models.Index(fields=["lead"], name="customers_pe_lead", condition=ALIVE),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """It comes back from the trash only by lying in the pool again."""
        is_back = self.loaded("deleted_at") and self.deleted_at is None
        if is_back and self.lies is not None and self.lies.owner_id is not None:
            raise ValidationError(_("Who took it out holds it. Give it back to the pool instead."))

    def gone(self) -> str:
        """What the second of two is told who want the same."""
        last = PoolMovement.unscoped.filter(
            pool=self.pool_id, customer=self.customer_id, lead=self.lead_id, how__in=OUT
        ).order_by("-pk").first()
        taker = last.to if last else None
        return _("%(person)s was faster: this is no longer in the pool.") % {"person": taker or _("Somebody")}


class PoolMovement(Lying):
    """Once into a pool or out of it; written once."""

    how = models.CharField(pgettext_lazy("pool", "How"), max_length=10, choices=Ways)
    is_out = models.BooleanField(gettext_lazy("Out"), default=False, editable=False)
    at = models.DateTimeField(gettext_lazy("When"), editable=False, default=timezone.now)
    to = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", db_index=False,
        verbose_name=pgettext_lazy("person", "To"),
    )  # fmt: skip
    waited = models.PositiveIntegerField(gettext_lazy("Days waited"), null=True, editable=False)

    class Meta(Lying.Meta):
        verbose_name = gettext_lazy("Movement of the pool")
        verbose_name_plural = gettext_lazy("Movements of the pool")
        indexes = [
            *listed("customers_pm", "at", by={"how": (), "pool": ()}, ranges=["at"]),
            models.Index(fields=["to", "how", "at"], name="customers_pm_to"),
            models.Index(fields=["customer", "id"], name="customers_pm_customer"),
            models.Index(fields=["lead", "id"], name="customers_pm_lead"),
            models.Index(fields=["former", "at"], name="customers_pm_former"),
        ]

    def __str__(self) -> str:
        return self.name


class Hold(models.Model):
    """How long the present owner may keep one record, as far as that differs from the rule: since when, until when, and what
    was said about it. It follows from movements and verbs, which stand in the journal."""

    customer = models.OneToOneField("customers.Customer", models.CASCADE, null=True, related_name="+")
    lead = models.OneToOneField("customers.Lead", models.CASCADE, null=True, related_name="+")
    since = models.DateTimeField()
    follow_by = models.DateTimeField(null=True)
    """Until when the first follow-up is asked for, after claiming."""
    extended_until = models.DateField(null=True)
    protected_until = models.DateField(null=True)
    wished_until = models.DateField(null=True)
    """Until when somebody has asked to protect it."""
    falls_on = models.DateField(null=True)
    falls_by = models.CharField(max_length=10, blank=True, choices=Ways)
    warned_on = models.DateField(null=True)

    class Meta:
        verbose_name = gettext_lazy("Hold")
        indexes = [
            models.Index(fields=["falls_on"], name="customers_ph_falls", condition=models.Q(falls_on__isnull=False)),
            models.Index(fields=["follow_by"], name="customers_ph_follow", condition=models.Q(follow_by__isnull=False)),
        ]

    def begin(self, since: Any, follow_by: Any = None) -> None:
        """Somebody else holds it from now on: nothing of what was said to the one before counts."""
        self.since, self.follow_by = since, follow_by
        self.extended_until = self.protected_until = self.wished_until = self.falls_on = self.warned_on = None
        self.falls_by = ""


class PoolView(models.Model):
    """Somebody had a closer look at what lies in a pool: once a day and entry, for the daily limit and for fairness."""

    entry = models.ForeignKey(PoolEntry, models.CASCADE, related_name="+")
    person = models.ForeignKey("org.Person", models.CASCADE, related_name="+", db_index=False)
    on = models.DateField()

    class Meta:
        verbose_name = gettext_lazy("Look into the pool")
        constraints = [models.UniqueConstraint(fields=["person", "on", "entry"], name="customers_pool_look_once")]
