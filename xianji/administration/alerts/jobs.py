"""By the clock: the watch, and letting go of what was looked at long ago."""

from datetime import timedelta

from django.utils import timezone

from xianji.administration.alerts.watching import watch
from xianji.audit.models import Look
from xianji.rulebook.parameters.reading import value

__all__ = ["forget_looks", "watch"]


def forget_looks() -> int:
    """Looks are kept as long as the journal must be at least."""
    before = timezone.localdate() - timedelta(days=int(value("log.retain")))
    return Look.objects.filter(day__lt=before).delete()[0]
