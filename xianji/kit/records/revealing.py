"""How often somebody may see a number or an address in clear: so many in a day, each of which stands in the journal."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.models import Entry
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.rulebook.parameters.reading import value

REVEAL = "reveal"


def must_have_room() -> None:
    """Refused once the day's are used up; dialling without showing needs none."""
    who = actor.current()
    if who.user_id is None:
        return
    most, began = int(value("reveal.daily")), timezone.make_aware(datetime.combine(timezone.localdate(), time()))
    if Entry.objects.filter(actor_id=who.user_id, verb=REVEAL, at__gte=began).count() >= most:
        raise Refused(_("You have seen %(most)s numbers and addresses today, the most that one person may.") % {"most": most})
