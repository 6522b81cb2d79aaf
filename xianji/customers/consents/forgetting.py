"""What stays in the ledger of somebody who is forgotten: that there was a no, by a fingerprint that tells nothing."""

from xianji.audit.erasing import erase_record
from xianji.customers.consents.models import Consent
from xianji.kit.forgetting.known import Known


def consents(known: Known) -> int:
    """The notes go; the words about purposes carry no name."""
    label, pk = known.pair
    rows = Consent.unscoped.filter(about_label=label, about_id=pk)
    for one in rows.values_list("pk", flat=True):
        erase_record(Consent.label(), one, {"note", "source"}, known.reason)
    return rows.exclude(note="", source="").update(note="", source="")
