"""Index for Django."""

from xianji.customers.consents.models import Consent, ConsentText
from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer

__all__ = ["Consent", "ConsentText", "Contact", "Customer"]
