"""What touches add to the chapter."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.touches import controls
from xianji.customers.touches.resource import TouchResource
from xianji.kit.registry import Part

part = Part(
    resources=[TouchResource],
    controls=[controls.nobody_is_disturbed, controls.calls_are_made_by_day],
    verbs={
        "touch": pgettext_lazy("history", "Contacted"), "do_not_contact": _("Do not contact"), "plan": _("Next step kept"),
    },  # fmt: skip
)
