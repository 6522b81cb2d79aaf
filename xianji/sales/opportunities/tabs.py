"""The tab of a deal that negotiations, quotes and contracts share."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.records.panels import Fold

OFFERS = Fold("offers", _("Offer and contract"), 12)
