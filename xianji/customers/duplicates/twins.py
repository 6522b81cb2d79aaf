"""What is alike, beside the form of a new customer: told once, with the reasons, before it is saved."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.customers.customers.models import Customer
from xianji.customers.duplicates.beside import Beside, beside
from xianji.customers.duplicates.finding import MOST, like, to_tell, warning, where, why
from xianji.customers.duplicates.marks import file_of
from xianji.kit.forms.alike import Alike, twin
from xianji.kit.records.finding import is_seen


class Twins:
    """Given to the form, the API and the import by the resource of the cases."""

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

    def warn(self, records: list[Any]) -> list[list[str]]:
        """Of each new record what may be the same company and does not forbid it; the rows of a file are also told each other."""
        both = zip(to_tell(records), beside([file_of(record) for record in records]), strict=True)
        return [[*map(warning, likes), *map(row, rows)][:MOST] for likes, rows in both]


def row(one: Beside) -> str:
    return _("“%(customer)s” stands in this file too and may be the same company: %(why)s.") % {
        "customer": one.file.name, "why": why(one.how),
    }  # fmt: skip
