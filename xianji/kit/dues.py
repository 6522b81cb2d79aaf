"""The day by which something is still to be done, as a control tells it."""

from typing import Any

from django.db.models import Case, DateField, F, Q, When


def due_while(waits: Q, day: Any, kind: Any = None) -> Any:
    """The due day of the cases that wait for somebody, none of the others: what has passed and still has a day ahead is shown as
    due soon, and whoever did it in time would be asked to do it again. `day` is a column or an expression, `kind` its field
    where it is no date."""
    then = F(day) if isinstance(day, str) else day
    return Case(When(waits, then=then), default=None, output_field=kind or DateField())
