"""One file by its address: only through a record that the reader may see now."""

from typing import Any

from django.http import Http404

from xianji.kit.files.models import Attachment
from xianji.kit.records.views import one


def file_of(label: str, pk: int, file: int, *, trashed: bool = False) -> tuple[Any, Any, Attachment]:
    """(resource, record, file); what one may not see does not exist."""
    resource, record = one(label, pk)
    rows = Attachment.objects.filter(label=record.label(), record_id=record.pk, deleted_at__isnull=not trashed)
    found = rows.select_related("added_by").filter(pk=file).first()
    if found is None:
        raise Http404
    return resource, record, found
