"""What the register of risks adds to the chapter."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from xianji.kit.registry import Part
from xianji.risk.risks import controls, views
from xianji.risk.risks.resource import RiskResource

part = Part(
    resources=[RiskResource],
    controls=[controls.risks_are_assessed, controls.assessments_are_fresh, controls.risks_are_answered],
    urls=[
        path("risk/map", views.heat_map), path("risk/risks/of/<str:label>/<int:pk>", views.of_record),
        path("risk/risks/of/<str:label>/<int:pk>/new", views.new_of_record),
    ],
    verbs={"assess": pgettext_lazy("risk", "Assessed"), "answer": pgettext_lazy("risk", "Answered")},
)  # fmt: skip
