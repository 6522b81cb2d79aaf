"""Evidence: which journal entry proves that which clause was followed, on which object."""

import hashlib
from typing import Any, ClassVar, NoReturn

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.org.fields import PathField


class Evidence(models.Model):
    """A link that is written once, by the verb itself, in its transaction. `digest` binds it to the entry's own digest, and
    the entry stands in the sealed chain."""

    owned: ClassVar[bool] = True
    control = models.CharField(_("Control"), max_length=120)
    clause = models.CharField(_("Clause"), max_length=30)
    about_label = models.CharField(max_length=80)
    about_id = models.BigIntegerField()
    owner = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    org_path = PathField()
    verb = models.CharField(_("What"), max_length=60)
    at = models.DateTimeField(_("When"))
    entry = models.ForeignKey("audit.Entry", models.PROTECT, related_name="+", db_index=False)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("Evidence record")
        verbose_name_plural = _("Evidence records")
        constraints = [models.UniqueConstraint(fields=["entry", "control"], name="policy_evidence_once")]
        indexes = [
            models.Index(fields=["control", "-at"], name="policy_evidence_control"),
            models.Index(fields=["about_label", "about_id", "-at"], name="policy_evidence_about"),
            models.Index(fields=["owner", "-at"], name="policy_evidence_owner"),
        ]

    def save(self, *args: Any, **options: Any) -> NoReturn:
        """Refused: evidence is filed by verbs."""
        raise PermissionDenied("Evidence is filed by the verbs themselves, not by save().")

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise PermissionDenied("Evidence is never deleted.")


def digest_of(control: str, clause: str, about: tuple[str, int], verb: str, entry_digest: str) -> str:
    """What binds a link to its entry, as hexadecimal SHA-256."""
    told = "\x1f".join([control, clause, about[0], str(about[1]), verb, entry_digest])
    return hashlib.sha256(told.encode()).hexdigest()
