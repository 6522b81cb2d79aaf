"""The cases of one look that somebody must still do something about, laid down once in a table of the transaction's own:
everything that is then done with findings asks this table and not the control again."""

from typing import Any

from django.db import connection, models
from django.db.models import F, QuerySet

from xianji.org.deriving import insert_from


class Needed(models.Model):
    """One case: missed, excepted for now, or due within days."""

    about_id = models.BigIntegerField(primary_key=True)
    verdict = models.CharField(max_length=8)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    given = models.CharField(max_length=300)
    title = models.CharField(max_length=200)
    owner_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    org_path = models.CharField(max_length=255)

    class Meta:
        managed = False
        db_table = "policy_needed"


TAKEN = {
    "about_id": "pk", "verdict": "case_verdict", "due_on": "case_due", "due_at": "case_due_at", "given": "case_given",
    "title": "case_title", "owner_id": "case_owner", "unit_id": "case_unit", "org_path": "case_path",
}  # fmt: skip


def lay_down(cases: QuerySet) -> int:
    """Take the cases of a look, whose columns are `case_…`; returns how many. The table ends with `clear`."""
    name = connection.ops.quote_name
    fields: list[Any] = list(Needed._meta.concrete_fields)
    columns = ", ".join(f"{name(field.column)} {field.db_type(connection)}" for field in fields)
    clear()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE policy_needed ({columns}, PRIMARY KEY (about_id))")
    return insert_from(Needed, cases, {field: F(column) for field, column in TAKEN.items()})


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS policy_needed")
