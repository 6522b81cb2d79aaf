"""What the register of processors adds to the chapter."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.processors.abroad import NOTICE
from xianji.customers.processors.resource import ProcessorResource
from xianji.kit.registry import NoticeKind, Part

part = Part(
    resources=[ProcessorResource],
    notices=[NoticeKind(NOTICE, _("Personal data that went abroad"), "world", mail="at_once", can_mute=False)],
)
