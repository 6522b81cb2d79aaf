"""What touches add to the chapter."""

from xianji.customers.touches import controls
from xianji.customers.touches.resource import TouchResource
from xianji.kit.registry import Part

part = Part(resources=[TouchResource], controls=[controls.nobody_is_disturbed, controls.calls_are_made_by_day])
