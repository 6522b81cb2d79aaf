"""Stopping a deed between two parts."""

from django.utils import timezone

from xianji.kit import jobs
from xianji.kit.bulk.models import Bulk


def stop(bulk: Bulk) -> None:
    """No further part is begun; what is done stays."""
    if not bulk.is_open:
        return
    Bulk.objects.filter(pk=bulk.pk, ended_at=None).update(stopped_at=timezone.now())
    if bulk.job is not None:
        jobs.stop(bulk.job)
