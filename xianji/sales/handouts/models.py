"""Handouts: which customer was given which material, when and which way: at a visit, or by mail, message, call or meeting."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.consents.asking import may_contact
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord
from xianji.sales.materials.models import SalesMaterial


class Handout(OwnedRecord):
    """One edition in the hands of one customer. It belongs to whoever gave it; that of a visit follows from its report."""

    class Way(models.TextChoices):
        VISIT = "visit", _("Visit")
        MAIL = "mail", _("Mail")
        WECHAT = "wechat", _("WeChat")
        POST = "post", pgettext_lazy("handout", "Post")
        CALL = "call", _("Call")
        MEETING = "meeting", _("Meeting")
        EVENT = "event", pgettext_lazy("handout", "Event")

    title = models.CharField(_("Handout"), max_length=300, blank=True, default="", editable=False)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="handouts", verbose_name=_("Customer"), db_index=False
    )
    contact = models.ForeignKey(
        "customers.Contact", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Contact")
    )
    material = models.ForeignKey(
        SalesMaterial, models.PROTECT, related_name="handouts", verbose_name=_("Material"), db_index=False
    )
    given_on = models.DateField(_("Given on"), default=timezone.localdate)
    way = models.CharField(pgettext_lazy("handout", "Way"), max_length=8, choices=Way, default=Way.MAIL)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    visit = models.ForeignKey(
        "sales.Visit", models.PROTECT, null=True, editable=False, related_name="handouts", verbose_name=_("Visit")
    )

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Handout")
        verbose_name_plural = _("Handouts")
        constraints = [models.UniqueConstraint(fields=["visit", "material"], name="sales_handout_once")]
        indexes = listed("sales_mh", "given_on", by={"way": ()}, ranges=["given_on"], rare=["customer", "material"])

    def __str__(self) -> str:
        return self.title or str(self.material)

    def clean(self) -> None:
        """What is handed over is a paper that holds on that day, to somebody of that customer."""
        if self.material_id:
            self.title = f"{self.material} · {self.customer}" if self.customer_id else str(self.material)
        if self.given_on and self.given_on > timezone.localdate():
            raise ValidationError({"given_on": _("What has not happened yet cannot be noted.")})
        if self.contact is not None and self.contact.customer_id != self.customer_id:
            told = {"contact": self.contact}
            raise ValidationError({"contact": _("“%(contact)s” belongs to another customer.") % told})
        if self.visit_id is None and self.way == self.Way.VISIT:
            raise ValidationError({"way": _("What is given at a visit stands in its report. Choose it there.")})
        self.must_be_welcome()
        if self.material_id and (self.loaded("material_id"), self.loaded("given_on")) != (self.material_id, self.given_on):
            self.must_hold()

    def must_be_welcome(self) -> None:
        """Who asked not to be contacted is sent nothing today; what went out on an earlier day is written down in any case."""
        is_now = self.given_on == timezone.localdate() and self.deleted_at is None
        before = (self.loaded("contact_id"), self.loaded("way"), self.loaded("given_on"))
        if self.contact is None or self.way not in ASKED or not is_now or before == (self.contact_id, self.way, self.given_on):
            return
        if not (answer := may_contact(self.contact, ASKED[self.Way(self.way)])):
            raise ValidationError({"contact": answer.reason})

    def must_hold(self) -> None:
        material = self.material
        if material.kind in SalesMaterial.spoken:
            raise ValidationError({"material": _("“%(material)s” is read, not handed over.") % {"material": material}})
        if self.visit_id is None and not material.is_valid(self.given_on):
            told = {"material": material, "day": material.valid_until}
            raise ValidationError({"material": _("“%(material)s” was valid until %(day)s. Take a newer edition.") % told})


ASKED = {Handout.Way.MAIL: "mail", Handout.Way.WECHAT: "chat", Handout.Way.CALL: "call"}
"""Ways by which we come to somebody, as consents call them; who comes to us, or meets us, is given what they ask for."""
