"""Index for Django."""

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer

__all__ = ["Contact", "Customer"]
