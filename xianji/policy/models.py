"""Index of the chapter's models."""

from xianji.policy.clauses.models import Clause
from xianji.policy.coverage.models import Coverage
from xianji.policy.evidence.models import Evidence
from xianji.policy.exceptions.models import ControlException
from xianji.policy.findings.models import Finding
from xianji.policy.findings.needed import Needed
from xianji.policy.regulations.models import Regulation
from xianji.policy.runs.models import Outcome, Run, RunPart, StepPart
from xianji.policy.versions.models import Version

__all__ = [
    "Clause", "ControlException", "Coverage", "Evidence", "Finding", "Needed", "Outcome", "Regulation", "Run", "RunPart",
    "StepPart", "Version",
]  # fmt: skip
