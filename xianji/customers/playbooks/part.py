"""What playbooks add to the chapter."""

from xianji.customers.playbooks.resource import PlaybookResource, PlaybookStepResource
from xianji.kit.registry import Part

part = Part(resources=[PlaybookResource, PlaybookStepResource])
