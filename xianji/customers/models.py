"""Index for Django."""

from xianji.customers.consents.models import Consent, NoticeVersion
from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer

__all__ = ["Consent", "NoticeVersion", "Contact", "Customer"]
