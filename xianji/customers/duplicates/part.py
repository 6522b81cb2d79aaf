"""What possible duplicates add to chapter 三."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.customers.duplicates import controls
from xianji.customers.duplicates.resource import DuplicateCaseResource, DuplicateSearchResource
from xianji.customers.duplicates.views import SEARCH, check, compare_all, other
from xianji.kit.registry import Page, Part

part = Part(
    resources=[DuplicateCaseResource, DuplicateSearchResource],
    pages=[Page("check", _("Check for duplicates"), "git-compare", SEARCH)],
    verbs={"look": _("Looked for duplicates")},
    controls=[controls.company_is_new, controls.duplicates_are_settled],
    urls=[
        path("customers/check", check), path("customers/check/all", compare_all), path("customers/check/of/<int:pk>", other),
    ],  # fmt: skip
)
