"""What the dialogs of contracts call their questions."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS = {
    "legal": pgettext_lazy("side of a contract", "Legal"), "compliant": _("Compliant"), "accurate": _("Accurate"),
    "complete": _("Complete"), "severity": _("Severity"), "subject": _("About"),
    "seal": pgettext_lazy("on a contract", "Seal"), "copies": _("Copies"), "template": pgettext_lazy("contract", "Template"),
    "renewed_until": _("Renewed until"),
}  # fmt: skip
