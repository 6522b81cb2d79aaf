"""Notices: what a person is told of, once; and how each person wants to be told."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.fields import EncryptedField
from xianji.kit.said import all_told
from xianji.org.models import Person


class Notice(models.Model):
    """A message id with its values, so that each reader has it in a language of their own; `text` are words of a person.

    It follows from what the journal tells already, so it has no entry of its own. `mail_at` stands while a mail is owed."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(_("Kind"), max_length=40)
    message = models.CharField(max_length=300)
    plural = models.CharField(max_length=300, blank=True)
    values = models.JSONField(default=dict)
    text = models.TextField(_("Text"), blank=True)
    about_label = models.CharField(max_length=80, blank=True)
    about_id = models.BigIntegerField(null=True)
    key = models.CharField(max_length=160)
    is_urgent = models.BooleanField(default=False)
    made_at = models.DateTimeField(_("When"), default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mail_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Notice")
        verbose_name_plural = _("Notices")
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="workspace_notice_once")]
        indexes = [
            models.Index(fields=["person", "-id"], name="workspace_n_list"),
            models.Index(fields=["person", "-id"], name="workspace_n_unread", condition=models.Q(read_at=None)),
            models.Index(fields=["mail_at"], name="workspace_n_mail", condition=models.Q(mail_at__isnull=False)),
            models.Index(fields=["made_at"], name="workspace_n_old"),
        ]

    def __str__(self) -> str:
        return self.told

    @property
    def told(self) -> str:
        """The sentence, in the language of now."""
        if self.plural:
            return ngettext(self.message, self.plural, int(self.values["count"])) % all_told(self.values)
        return gettext(self.message) % all_told(self.values)

    @property
    def kind_of(self) -> Any:
        return kinds().get(self.kind)

    @property
    def about_href(self) -> str:
        """Where what it is about stands; empty where it is about nothing that has a page."""
        resource = registry.resources.get(self.about_label)
        if resource is None or self.about_id is None:
            return ""
        tab = self.kind_of.tab if self.kind_of else ""
        return f"{resource.address(self.about_id)}{f'?tab={tab}' if tab else ''}"


class Wishes(models.Model):
    """How somebody wants to be told; one row without a person is what the company settled for everybody else."""

    person = models.OneToOneField(Person, models.CASCADE, null=True, related_name="+")
    is_default = models.BooleanField(default=False)
    modes = models.JSONField(default=dict)
    digest_hour = models.PositiveSmallIntegerField(_("Digest at"), default=8, validators=[MaxValueValidator(23)])
    quiet_from = models.TimeField(_("Quiet from"), null=True, blank=True)
    quiet_to = models.TimeField(_("Quiet until"), null=True, blank=True)
    hook_url = models.URLField(_("Address to call"), blank=True)
    hook_secret = EncryptedField(_("Secret"), blank=True, default="", kind="secret")

    class Meta:
        verbose_name = _("Notice settings")
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=models.Q(is_default=True), name="workspace_one_default"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True, is_default=True) | models.Q(person__isnull=False, is_default=False),
                name="workspace_wishes_whose",
            ),
        ]  # fmt: skip


def kinds() -> dict[str, registry.NoticeKind]:
    """Everything that people are told of, as the chapters declare it."""
    return {kind.name: kind for chapter in registry.chapters for kind in chapter.notices}
