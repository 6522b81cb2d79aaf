"""What is alike, beside the form of a new customer: told once, with the reasons, before it is saved."""

from typing import Any

from xianji.customers.customers.models import Customer
from xianji.customers.duplicates.finding import like, where
from xianji.customers.duplicates.marks import file_of
from xianji.kit.forms.alike import Alike, twin
from xianji.kit.records.finding import is_seen


class Twins:
    """Given to the form by the resource of the cases."""

    finds_twins = True

    def find(self, values: dict[str, Any], found: Alike) -> None:
        """Files that one may see with the reasons; of others that they exist, whose unit they lie with, and their class."""
        typed = Customer(**{name: value for name, value in values.items() if isinstance(value, str)})
        for one in like(file_of(typed)):
            if is_seen(one.customer):
                known = twin(found.resource, one.customer)
                known.more = f"{known.more} · {one.why}"
                found.twins.append(known)
            elif one.then != "none":
                label = one.why
                if not any(str(known) in label for known, _who in found.elsewhere):
                    found.elsewhere.append((label, where(one.customer)))
