"""Whom the register offers when something is exported: those who are engaged today."""

from django.utils import timezone

from xianji.approval.exports.recipients import Recipient
from xianji.customers.assessments.gate import engaged


def known() -> list[Recipient]:
    """Whoever's assessment has run out is offered too, and refused with the reason."""
    return [Recipient(one.pk, one.name, one.is_abroad) for one in engaged(timezone.localdate())]
