"""What happened, who did it, and the chain that proves nothing was changed afterwards."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One thing that happened. Written once; only the sealer adds `seq` and `link`, and only the law takes values away.

    `changes` is {field: [old, new]}, to whose digest `salt` leads; a value that was erased leaves [entry that tells why,
    digest] in `erased`, and those beside it then carry salts of their own: [old, new, salt].
    """

    at = models.DateTimeField(_("When"))
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(_("Who"), max_length=120)
    verb = models.CharField(_("What"), max_length=60)
    label = models.CharField(_("Object"), max_length=80, blank=True)
    record_id = models.BigIntegerField(null=True)
    title = models.CharField(_("Record"), max_length=200, blank=True)
    source = models.CharField(_("Through"), max_length=40, blank=True)
    batch = models.CharField(max_length=32, blank=True)
    reason = models.CharField(_("Reason"), max_length=500, blank=True)
    changes = models.JSONField(default=dict)
    salt = models.CharField(max_length=32, blank=True)
    erased = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    seq = models.BigIntegerField(null=True, unique=True)
    link = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("Journal entry")
        verbose_name_plural = _("Journal")
        indexes = [
            models.Index(fields=["label", "record_id", "-id"], name="audit_record"),
            models.Index(fields=["-at"], name="audit_at"),
            models.Index(fields=["actor_id", "-id"], name="audit_actor"),
            models.Index(fields=["id"], name="audit_open", condition=models.Q(seq=None)),
            models.Index(fields=["batch"], name="audit_batch", condition=~models.Q(batch="")),
        ]


class Head(models.Model):
    """Where the chain ends: one row, locked by the sealer."""

    seq = models.BigIntegerField(default=0)
    link = models.CharField(max_length=64, default="")

    class Meta:
        verbose_name = _("Journal head")


class Look(models.Model):
    """Somebody has seen a profile on a day. No journal entry: it is what bulk viewing is found by, and goes after a while."""

    day = models.DateField()
    user_id = models.BigIntegerField()
    label = models.CharField(max_length=80)
    record_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("Look at a profile")
        constraints = [models.UniqueConstraint(fields=["day", "user_id", "label", "record_id"], name="audit_look_once")]
