"""What others must know of customers' pages, connected at start."""

from xianji.kit.forgetting import keeping, traces
from xianji.sales.portal.forgetting import page_requests
from xianji.sales.portal.models import PageRequest


def connect() -> None:
    traces.READ[PageRequest] = ("words",)
    keeping.more["page_requests"] = page_requests
    traces.AGAIN["page_requests"] = page_requests
