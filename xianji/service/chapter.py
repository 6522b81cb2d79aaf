"""Contents of chapter 五(三): service."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import Chapter
from xianji.service.return_visits.part import part as return_visits

chapter = Chapter(
    name="service",
    number="五",
    title=_("Customer service"),
    icon="headset",
    joins=True,
    parts=[return_visits],
)
