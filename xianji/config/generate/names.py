"""Names of companies and people, made by combining words; no two companies of one script get the same."""

from dataclasses import dataclass
from typing import Any

from xianji.config.generate.numbers import Draw
from xianji.config.generate.words import words

_STRIDE = 4_294_967_311
"""A prime larger than any list: a step through all combinations that meets each once."""
_TURNED, _SHOP = 0.12, 0.94


@dataclass(frozen=True, slots=True)
class Place:
    """Where a company sits, as its name says it."""

    name: str
    country: str
    code: str
    dial: str


@dataclass(frozen=True, slots=True)
class Called:
    """What a company is called, and where it sits."""

    name: str
    short: str
    place: Place


class Names:
    """The names of one script."""

    def __init__(self, script: str, seed: int) -> None:
        told = words(script)
        self.told, self.seed = told, seed
        self.gap = "" if script.startswith("zh") else " "
        self.places = [
            Place(f"{city}{self.gap}{part}".strip(), country, code, dial)
            for city, country, code, dial, parts in told["places"]
            for part in parts
        ]
        self.words = [a + self.gap + b for a in told["first"] for b in told["second"] if a != b]
        self.trades, self.forms, self.shops = told["trades"], told["forms"], told["shops"]
        self.surnames, self.given, self.roads = list(told["surnames"]), list(told["given"]), told["roads"]
        self.count = len(self.places) * len(self.words) * len(self.trades)
        assert self.count % _STRIDE and _STRIDE % self.count

    def company(self, serial: int, draw: Draw) -> Called:
        """The name with this serial: place, word and trade by the serial, the rest by chance."""
        number, place = divmod((serial * _STRIDE + self.seed * 7919) % self.count, len(self.places))
        number, trade = divmod(number, len(self.trades))
        told: dict[str, Any] = {"place": self.places[place].name, "word": self.words[number], "trade": self.trades[trade]}
        kind = draw()
        if kind > _SHOP:
            pattern, forms = self.told["shop"], self.shops
        else:
            pattern, forms = self.told["turned" if kind < _TURNED else "plain"], self.forms
        form = forms[int(draw() * len(forms))]
        name = pattern.format(**told, form=form).strip()
        return Called(name, self.told["short"].format(**told)[:80], self.places[place])

    def person(self, draw: Draw) -> str:
        """Family name first in Chinese, with one or two characters after it; last in English."""
        surname = self.surnames[int(draw() * len(self.surnames))]
        given = self.given[int(draw() * len(self.given))]
        if self.gap:
            return f"{given} {surname}"
        return surname + given + (self.given[int(draw() * len(self.given))] if draw() < 0.75 else "")

    def address(self, place: Place, draw: Draw) -> str:
        road = self.roads[int(draw() * len(self.roads))]
        return self.told["address"].format(place=place.name, road=road, number=1 + int(draw() * 998))
