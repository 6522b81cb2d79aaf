"""What the limitation of claims adds to the chapter."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import NoticeKind, Part
from xianji.sales.limitations.alerts import KIND
from xianji.sales.limitations.controls import claims_are_kept, disputes_are_pursued, legal_answers_in_time

part = Part(
    controls=[legal_answers_in_time, claims_are_kept, disputes_are_pursued],
    notices=[NoticeKind(KIND, _("Claims that lapse"), "hourglass")],
)
