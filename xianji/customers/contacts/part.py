"""What the contacts add to the chapter."""

from xianji.customers.contacts.resource import ContactResource
from xianji.kit.registry import Part

part = Part(resources=[ContactResource])
