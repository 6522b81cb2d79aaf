"""What the stakeholder map adds to the chapter."""

from xianji.customers.map.resource import ContactLinkResource
from xianji.kit.registry import Part

part = Part(resources=[ContactLinkResource])
