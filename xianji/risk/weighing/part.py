"""What assessments of risks add to the chapter."""

from django.urls import path

from xianji.kit.registry import Part
from xianji.risk.weighing.controls import assessments_have_figures
from xianji.risk.weighing.resource import RiskAssessmentResource
from xianji.risk.weighing.views import sum_up

part = Part(
    resources=[RiskAssessmentResource], controls=[assessments_have_figures],
    urls=[path("risk/riskassessments/sum", sum_up)],
)  # fmt: skip
