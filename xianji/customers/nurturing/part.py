"""What nurturing adds to the chapter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.customers.nurturing import controls, views
from xianji.customers.nurturing.resource import NurtureEnrollmentResource, NurtureSequenceResource, NurtureStepResource
from xianji.kit.registry import Part

part = Part(
    resources=[NurtureSequenceResource, NurtureEnrollmentResource, NurtureStepResource],
    controls=[controls.leads_are_followed_up, controls.leads_are_nurtured],
    verbs={"enroll": _("Enrolled in a sequence"), "go_on": _("Went on"), "revise": _("New edition")},
    urls=[path("u/<str:token>", views.unsubscribe)],
)
