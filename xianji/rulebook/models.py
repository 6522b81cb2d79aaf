"""Index for Django."""

from xianji.rulebook.parameters.models import ParameterValue
from xianji.rulebook.tables.models import TableVersion

__all__ = ["ParameterValue", "TableVersion"]
