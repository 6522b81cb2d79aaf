"""What was left out is kept as long as the jobs are; the deeds themselves as long as somebody may take them back."""

from datetime import timedelta

from django.utils import timezone

from xianji.kit.bulk.models import Bulk, LeftOut

KEPT = timedelta(days=90)


def forget() -> None:
    """Delete the records left out of deeds that are older."""
    LeftOut.objects.filter(bulk__created_at__lt=timezone.now() - KEPT).delete()
    Bulk.objects.filter(created_at__lt=timezone.now() - 4 * KEPT).delete()
