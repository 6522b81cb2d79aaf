"""The indexes every listed object needs: one covering index per offered sort, and the owner's own."""

from typing import Any

from django.db import models


class ForSorting(models.Index):
    """An index in the order of the lists, where nothing is smallest: PostgreSQL must be told for what may be empty."""

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **options: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return super().create_sql(model, schema_editor, using, **options)
        told, self.fields_orders = self.fields_orders, [
            (name, "NULLS FIRST" if model._meta.get_field(name).null else order) for name, order in self.fields_orders
        ]  # fmt: skip
        try:
            return super().create_sql(model, schema_editor, using, **options)
        finally:
            self.fields_orders = told


def listed(name: str, *sorts: str) -> list[models.Index]:
    """Covering (sort, id, org_path, owner) per sort, so that scope and order come from one index; and per owner."""
    made: list[models.Index] = [
        ForSorting(fields=[sort, "id", "org_path", "owner"], name=f"{name}_{place}"[:30])
        for place, sort in enumerate(sorts)
    ]
    return [*made, models.Index(fields=["owner", sorts[0], "id"], name=f"{name}_own"[:30])]
