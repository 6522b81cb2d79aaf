"""Index for Django."""

from xianji.policy.clauses.models import Clause
from xianji.policy.regulations.models import Regulation
from xianji.policy.versions.models import Version

__all__ = ["Clause", "Regulation", "Version"]
