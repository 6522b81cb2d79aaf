"""What news about customers adds to the chapter."""

from xianji.customers.events import controls
from xianji.customers.events.resource import AccountEventResource
from xianji.kit.registry import Part

part = Part(resources=[AccountEventResource], controls=[controls.events_are_triaged, controls.grave_events_reach_credit])
