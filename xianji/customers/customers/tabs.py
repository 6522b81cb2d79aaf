"""Which tabs of a customer's page share one, in the order in which a seller asks."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.records.panels import Fold

STRATEGY = Fold("strategy", _("Strategy and team"), 10)
PEOPLE = Fold("people", _("People and preferences"), 20)
DEALINGS = Fold("dealings", _("Dealings"), 30)
TRADE = Fold("trade", _("Trade and money"), 35)
STANDING = Fold("standing", _("Class and value"), 40)
