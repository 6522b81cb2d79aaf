"""What the preferences of customers add to the chapter."""

from xianji.customers.preferences.resource import PreferenceResource
from xianji.kit.registry import Part

part = Part(resources=[PreferenceResource])
