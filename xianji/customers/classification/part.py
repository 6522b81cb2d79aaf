"""What the classes of customers add to the chapter."""

from xianji.customers.classification import controls
from xianji.customers.classification.resource import ClassOverrideResource
from xianji.kit.registry import Part

part = Part(
    resources=[ClassOverrideResource],
    controls=[controls.classes_are_fresh, controls.customers_have_a_class, controls.overrides_are_agreed],
)
