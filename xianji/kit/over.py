"""What a control says of a case that is done with."""

from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When


def over(done: Q) -> Any:
    """Whether nothing is left to be done about a case, were it done in time or late: it counts as it was judged, and nobody is
    asked for it, neither until its day is over nor for good."""
    return Case(When(done, then=Value(True)), default=Value(False), output_field=BooleanField())
