"""Uploaded files are private and kept for a while only; the reports stay."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from xianji.kit.imports.models import Batch

KEPT = timedelta(days=30)


def forget_files() -> int:
    """Delete uploads that are older, also those whose batch was never written; returns how many."""
    before = timezone.now() - KEPT
    old = Batch.objects.filter(created_at__lt=before).exclude(file="")
    names = list(old.values_list("file", flat=True))
    for name in names:
        (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)
    old.update(file="")
    strays = [path for path in (Path(settings.MEDIA_ROOT) / "imports").glob("*")
              if path.is_file() and path.stat().st_mtime < before.timestamp()]  # fmt: skip
    for path in strays:
        path.unlink(missing_ok=True)
    return len(names) + len(strays)
