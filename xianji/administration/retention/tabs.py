"""What stands together on the page of a lead: what was asked about its data, and how long they are kept."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.records.panels import Fold

PERSONAL = Fold("personal", _("Personal data"), 70)
