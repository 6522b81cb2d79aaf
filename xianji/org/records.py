"""The Record: what every business object has, and the queryset that shows only what one may see."""

from typing import Any, ClassVar, Self

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.base import ModelState
from django.utils.translation import gettext_lazy as _

from xianji.lib import actor
from xianji.org import scope
from xianji.org.fields import PathField


class ScopedQuerySet(models.QuerySet):
    """Rows that the current actor may see, unless made by `unscoped`."""

    def alive(self) -> Self:
        """Without what lies in the trash."""
        return self.filter(deleted_at=None)


class ScopedRows(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """`Model.objects`: raises without an actor, shows nothing without the permission, never the trash."""

    def get_queryset(self) -> Any:
        return scope.visible(super().get_queryset(), actor.current()).filter(deleted_at=None)


class AllRows(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """`Model.unscoped`: every row, for jobs, controls, migrations and the kit's writing."""


class Record(models.Model):
    """Any business object: versioned, journalled, never lost, and visible only to those who may see its kind."""

    version = models.PositiveIntegerField(_("Version"), default=1, editable=False)
    created_at = models.DateTimeField(_("Created"), editable=False)
    created_by = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Created by")
    )
    updated_at = models.DateTimeField(_("Updated"), editable=False)
    updated_by = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Updated by")
    )
    deleted_at = models.DateTimeField(_("Deleted"), null=True, editable=False)
    external_ref = models.CharField(_("External key"), max_length=120, blank=True, default="", editable=False)
    external_source = models.CharField(_("Source"), max_length=80, blank=True, default="", editable=False)

    objects = ScopedRows()
    unscoped = AllRows()
    owned: ClassVar[bool] = False
    final: ClassVar[tuple[str, ...]] = ()
    """States that nothing leads out of."""
    by_itself: ClassVar[dict[str, Any]] = {}
    """States that no verb leads to, and what does."""
    doubles: ClassVar[dict[str, Any]] = {}
    """{constraint: what is said when another record is there already}; the database alone sees all of them."""

    class Meta:
        abstract = True
        base_manager_name = "unscoped"
        default_manager_name = "objects"

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Self:  # type: ignore[override]
        """Remember what was loaded, so that a change can be told and a conflict shown. A whole row is put in place as it is:
        no record has an `__init__` of its own, and nobody listens to the signals of Django's."""
        loaded = dict(zip(field_names, values, strict=False))
        if len(loaded) == len(cls._meta.concrete_fields):
            record: Any = cls.__new__(cls)
            record._state = ModelState()
            record._state.adding, record._state.db = False, db
            record.__dict__.update(loaded)
        else:
            record = super().from_db(db, field_names, values)
        record._loaded = loaded
        return record

    def loaded(self, column: str) -> Any:
        """The value as it was stored when the record was read; None for a new one."""
        return getattr(self, "_loaded", {}).get(column)

    @classmethod
    def label(cls) -> str:
        """`sales.quote`: the name of this kind in permissions, journal, search and API."""
        return cls._meta.label_lower

    def stored(self, changed: dict[str, tuple[Any, Any]]) -> None:
        """Called by the store in the transaction, after the row is written: derived columns and history."""

    def save(self, *args: Any, **options: Any) -> None:
        """Refused: a record is written by its verbs, which check, journal and index."""
        raise PermissionDenied(f"{self.label()} is written through its actions or kit.store, not by save().")

    def delete(self, *args: Any, **options: Any) -> Any:
        raise PermissionDenied(f"{self.label()} goes to the trash through its delete verb, not by delete().")


class OwnedRecord(Record):
    """A record that somebody answers for: seen by the owner, those above, and those it is shared with."""

    owner = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Owner"), db_index=False
    )
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Unit"), db_index=False
    )
    org_path = PathField(_("Organisation path"))
    owned: ClassVar[bool] = True

    class Meta(Record.Meta):
        abstract = True
