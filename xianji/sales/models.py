"""Index for Django."""

from xianji.sales.opportunities.models import Opportunity, StageChange

__all__ = ["Opportunity", "StageChange"]
