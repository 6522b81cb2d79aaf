"""Index for Django."""

from xianji.kit.api.models import IdempotentAnswer
from xianji.kit.boards.models import LaneTotal
from xianji.kit.imports.models import Batch, Recollection
from xianji.kit.jobs.models import Job
from xianji.kit.outbox import Letter
from xianji.kit.search.models import SearchRow
from xianji.kit.views.models import Pin, View
from xianji.kit.webhooks.models import Delivery, Webhook

__all__ = [
    "Batch", "Delivery", "IdempotentAnswer", "Job", "LaneTotal", "Letter", "Pin", "Recollection", "SearchRow", "View", "Webhook",
]  # fmt: skip
