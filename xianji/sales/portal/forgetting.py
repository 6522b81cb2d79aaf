"""What customers wrote on their pages may name somebody who is forgotten: the words are replaced, as in every other text."""

from xianji.customers.customers.models import Customer
from xianji.kit.forgetting.known import Known
from xianji.kit.forgetting.traces import among
from xianji.sales.portal.models import PageRequest


def page_requests(known: Known) -> int:
    """Of the person's own customer also the parts of the name."""
    count = 0
    for one in among(PageRequest.objects.exclude(words=""), known):
        text = known.cleaned(one.words, near=(Customer.label(), one.customer_id) in known.beside)
        if text != one.words:
            count += PageRequest.objects.filter(pk=one.pk).update(words=text)
    return count
