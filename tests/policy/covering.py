"""`cover(version)`: every clause has a control or a signed reason, so that it may take effect."""

from typing import Any

from xianji.policy.coverage.actions import confirm, sign, suggest, uncovered
from xianji.policy.coverage.models import Coverage


def cover(version: Any) -> Any:
    """Whoever acts confirms what is suggested and signs for the rest."""
    suggest(version)
    confirm(Coverage.unscoped.filter(policy_version=version))
    sign(uncovered(version), "waits")
    return version
