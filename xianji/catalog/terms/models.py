"""One dictionary for every list of choices that a company keeps itself."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from xianji.catalog.terms import rules
from xianji.kit.fields import WordedField
from xianji.org.records import Record

KNOWN = {"industry": _("Industry"), rules.DIVISION: _("Administrative division")}
"""The dictionaries that the product asks; a company may keep others."""


class Term(Record):
    """One choice: an industry, a lead source, a reason for losing. `dictionary` says which list it belongs to."""

    class Standing(models.TextChoices):
        PRIORITY = "priority", _("Priority industry")
        NORMAL = "normal", _("Normal industry")
        OTHER = "other", _("Other industry")

    titled = "name"
    dictionary = WordedField(_("Dictionary"), max_length=40, words=KNOWN.get)
    code = models.CharField(_("Code"), max_length=60)
    name = models.CharField(_("Name"), max_length=120)
    name_hant = models.CharField(_("Name in traditional Chinese"), max_length=120, blank=True)
    name_en = models.CharField(_("Name in English"), max_length=120, blank=True)
    standing = models.CharField(_("Standing of an industry"), max_length=8, choices=Standing, default=Standing.NORMAL)
    place = models.PositiveIntegerField(_("Order"), default=0)
    is_active = models.BooleanField(_("Active"), default=True)

    class Meta(Record.Meta):
        verbose_name = _("Dictionary entry")
        verbose_name_plural = _("Dictionary")
        constraints = [models.UniqueConstraint(fields=["dictionary", "code"], name="catalog_term_once")]
        indexes = [models.Index(fields=["dictionary", "name"], name="catalog_term_name")]

    def __str__(self) -> str:
        language = get_language() or ""
        return {"zh-hant": self.name_hant, "en": self.name_en}.get(language) or self.name

    def clean(self) -> None:
        """Where a division lies is read from its code."""
        if self.dictionary == rules.DIVISION and not rules.is_code(self.code):
            told = _("“%(code)s” is no code of a division. It has 2, 4, 6, 9 or 12 digits, in Taiwan 5, 8 or 11.")
            raise ValidationError({"code": told % {"code": self.code}})
