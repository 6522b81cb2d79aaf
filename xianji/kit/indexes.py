"""The indexes every listed object needs: one covering index per offered sort, and the owner's own."""

from django.db import models


def listed(name: str, *sorts: str) -> list[models.Index]:
    """Covering (sort, id, org_path, owner) per sort, so that scope and order come from one index; and per owner."""
    made = [
        models.Index(fields=[sort, "id", "org_path", "owner"], name=f"{name}_{place}"[:30])
        for place, sort in enumerate(sorts)
    ]
    return [*made, models.Index(fields=["owner", sorts[0], "id"], name=f"{name}_own"[:30])]
