"""An export that somebody must agree to: what, how many rows, what for."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class ExportRequest(OwnedRecord):
    """Asked for with its purpose; once granted its owner fetches the file once, before it expires. `recipient_id` is the entry of
    the register of those to whom data are given, `trace` the code that stands unseen in the file."""

    class State(models.TextChoices):
        ASKED = "asked", _("In approval")
        GRANTED = "granted", pgettext_lazy("export", "Granted")
        REFUSED = "refused", pgettext_lazy("export", "Refused")
        FETCHED = "fetched", _("Fetched")

    tones = {"asked": "info", "granted": "ok", "refused": "bad"}
    final = (State.GRANTED, State.REFUSED, State.FETCHED)
    by_itself = {State.FETCHED: _("its owner has fetched the file")}
    number = NumberField(prefix="EX", monthly=True, verbose_name=_("Number"))
    title = models.CharField(_("File"), max_length=200, editable=False)
    purpose = models.CharField(_("Purpose"), max_length=300, editable=False)
    rows = models.PositiveIntegerField(_("Rows"), default=0, editable=False)
    shown = models.CharField(_("Columns"), max_length=500, blank=True, editable=False)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.ASKED, editable=False)
    recipient = models.CharField(pgettext_lazy("export", "Goes to"), max_length=200, blank=True, default="", editable=False)
    recipient_id = models.BigIntegerField(null=True, editable=False)
    is_abroad = models.BooleanField(_("Goes abroad"), default=False, editable=False)
    expires_at = models.DateTimeField(_("Can be fetched until"), null=True, editable=False)
    order = models.JSONField(default=dict, editable=False)
    trace = models.CharField(max_length=12, blank=True, default="", editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Export request")
        verbose_name_plural = _("Export requests")
        indexes = [
            *listed("approval_e", "created_at", "number", by={"state": ()}),
            models.Index(fields=["trace"], name="approval_e_trace", condition=~models.Q(trace="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.GRANTED and self.expires_at is not None and self.expires_at > timezone.now()
