"""What templates of contracts add to the chapter."""

from xianji.kit.registry import Part
from xianji.sales.templates.resource import ContractTemplateResource

part = Part(resources=[ContractTemplateResource])
