"""Index for Django."""

from xianji.administration.accessreviews.models import AccessReview
from xianji.administration.alerts.models import Alert
from xianji.administration.decoys.models import Decoy
from xianji.administration.retention.models import Retention
from xianji.administration.subjects.models import SubjectRequest

__all__ = ["AccessReview", "Alert", "Decoy", "Retention", "SubjectRequest"]
