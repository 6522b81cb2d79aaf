"""How currencies and their rates are shown."""

from xianji.catalog.currencies.models import Currency, ExchangeRate
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.kit.rights import LOOKUP


class ExchangeRateResource(Resource):
    """What a currency was worth on which day."""

    model = ExchangeRate
    icon = "exchange"
    columns = ["currency", "from_on", "rate"]
    order = ["-from_on"]
    rights = LOOKUP
    in_menu = False


class CurrencyResource(Resource):
    """The currencies that are dealt in."""

    model = Currency
    icon = "coins"
    lines = {"rates": ["from_on", "rate"]}
    panels = [RelatedList(model=ExchangeRate, via="currency")]
    search = ["code", "name"]
    rights = LOOKUP
    is_short = True
