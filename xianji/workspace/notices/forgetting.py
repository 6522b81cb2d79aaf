"""Notices about somebody who is forgotten go; in others the words are replaced."""

from xianji.kit.forgetting.known import Known
from xianji.kit.forgetting.traces import cleaned
from xianji.workspace.notices.models import Notice


def notices(known: Known) -> int:
    label, pk = known.pair
    count = Notice.objects.filter(about_label=label, about_id=pk).delete()[0]
    return count + cleaned(Notice.objects.exclude(values={}, text=""), known)
