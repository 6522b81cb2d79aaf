"""What the classes of customers add to the chapter."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.classification import controls
from xianji.customers.classification.resource import ClassOverrideResource
from xianji.kit.registry import Part

part = Part(
    resources=[ClassOverrideResource],
    verbs={"classify": _("Sorted by the table")},
    controls=[controls.classes_are_fresh, controls.customers_have_a_class, controls.overrides_are_agreed],
)
