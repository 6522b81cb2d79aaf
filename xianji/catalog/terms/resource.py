"""How the dictionary is shown."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.catalog.terms.divisions import tell_whole
from xianji.catalog.terms.models import Term
from xianji.kit.resource import Resource
from xianji.kit.rights import LOOKUP


class TermResource(Resource):
    """Every list of choices that the company keeps itself."""

    model = Term
    icon = "vocabulary"
    sections = {_("Entry"): ["dictionary", "code", "name", "name_hant", "name_en", "standing", "place", "is_active"]}
    columns = ["name", "dictionary", "code", "place", "is_active"]
    filters = ["dictionary", "is_active"]
    search = ["name", "code", "name_en", "name_hant"]
    order = ["dictionary"]
    rights = LOOKUP

    def before_import(self, records: list[Any]) -> None:
        tell_whole(records)

    def before_update(self, records: list[Any]) -> None:
        tell_whole(records)
