"""Divisions are told with all that they lie in, as there are several of one name: the file gives each its own name alone."""

from typing import Any

from xianji.catalog.terms.models import Term
from xianji.catalog.terms.rules import DIVISION, above, whole
from xianji.org.among import Among


def tell_whole(terms: list[Any]) -> None:
    """Put the whole names on divisions that are about to be stored; one statement however many."""
    found = sorted((one for one in terms if one.dictionary == DIVISION), key=lambda one: len(one.code))
    if not found:
        return
    wanted = {code for one in found for code in above(one.code)}
    rows = Term.unscoped.filter(Among("code", sorted(wanted)), dictionary=DIVISION, deleted_at=None)
    names = dict(rows.values_list("code", "name"))
    for one in found:
        around = next((names[code] for code in above(one.code) if code in names), "")
        one.name = names[one.code] = whole(one.name, around)
