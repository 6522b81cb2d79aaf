"""What every generated customer hangs on, read from the database: made just now or in an earlier run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from django.utils import timezone

from xianji.catalog.models import Product, Term
from xianji.config.generate.days import Days
from xianji.config.generate.shares import slots, zipf
from xianji.org.models import Person, Region, Unit

REGIONS = {"zh-hans": (0, 1, 2), "zh-hant": (3,), "en": (4,)}
"""Which regions look after customers of which script."""
STEEPNESS = 0.7


@dataclass(frozen=True, slots=True)
class Seller:
    """Somebody in a team, the region of the team, and those who work there too."""

    pk: int
    region_id: int
    team: tuple[int, ...]


@dataclass(frozen=True)
class House:
    """Sellers by script, the one who holds most first; the same as a table to choose from with weights."""

    source: str
    seed: int
    days: Days
    sellers: dict[str, list[Seller]]
    owners: dict[str, list[Seller]]
    industries: Sequence[Term]
    products: Sequence[tuple[int, Decimal]]


def source_of(seed: int) -> str:
    return f"generate {seed}"


def load(seed: int) -> House:
    """The house of this seed; its today is the day on which it was begun."""
    source = source_of(seed)
    sellers = _sellers(source, seed)
    return House(
        source, seed, Days(_begun_on(source), timezone.get_current_timezone()), sellers,
        {script: slots(several, zipf(len(several), STEEPNESS)) for script, several in sellers.items()},
        list(Term.unscoped.filter(external_source=source).order_by("place")),
        list(Product.unscoped.filter(external_source=source).order_by("sku").values_list("pk", "list_price")),
    )  # fmt: skip


def _begun_on(source: str) -> date:
    made = Unit.unscoped.filter(external_source=source).order_by("pk").values_list("created_at", flat=True)[0]
    return timezone.localtime(made).date()


def _sellers(source: str, seed: int) -> dict[str, list[Seller]]:
    regions = dict(Region.unscoped.filter(external_source=source).values_list("unit_id", "pk"))
    teams: dict[int, list[int]] = {}
    places: dict[int, int] = {}
    people = Person.unscoped.filter(external_source=source, unit__kind=Unit.Kind.TEAM).order_by("pk")
    for pk, team, region in people.values_list("pk", "unit_id", "unit__parent__parent_id"):
        teams.setdefault(team, []).append(pk)
        places[team] = region
    order = list(regions)
    found = {}
    for script, chosen in REGIONS.items():
        units = {order[place] for place in chosen}
        several = [
            Seller(pk, regions[places[team]], tuple(other for other in members if other != pk))
            for team, members in teams.items()
            if places[team] in units
            for pk in members
        ]
        Random(seed).shuffle(several)
        found[script] = several
    return found
