"""Index for Django."""

from xianji.kit.api.models import IdempotentAnswer
from xianji.kit.boards.models import LaneTotal
from xianji.kit.bulk.models import Bulk, LeftOut
from xianji.kit.comments.models import Comment
from xianji.kit.drafts.models import Draft
from xianji.kit.files.models import Attachment, DraftFile
from xianji.kit.imports.models import Batch, Recollection
from xianji.kit.jobs.models import Job
from xianji.kit.marks.models import Star, Tag, Tagging
from xianji.kit.merging.models import Merged
from xianji.kit.outbox import Letter
from xianji.kit.search.models import SearchRow
from xianji.kit.trash.models import Trashed
from xianji.kit.views.models import Pin, View
from xianji.kit.webhooks.models import Delivery, Webhook

__all__ = [
    "Attachment", "Batch", "Bulk", "Comment", "Delivery", "Draft", "DraftFile", "IdempotentAnswer", "Job", "LaneTotal",
    "LeftOut", "Letter", "Merged", "Pin", "Recollection", "SearchRow", "Star", "Tag", "Tagging", "Trashed", "View", "Webhook",
]  # fmt: skip
