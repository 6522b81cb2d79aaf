"""What assessments add to the chapter."""

from django.urls import path

from xianji.kit.registry import Part
from xianji.risk.assessments.controls import ratings_are_fresh
from xianji.risk.assessments.resource import CreditAssessmentResource
from xianji.risk.assessments.views import assess, of_customer, points

part = Part(
    resources=[CreditAssessmentResource], controls=[ratings_are_fresh], urls=[
        path("risk/assessments/points", points), path("risk/assessments/of/<int:pk>", of_customer),
        path("risk/assessments/new/of/<int:pk>", assess),
    ],
)  # fmt: skip
