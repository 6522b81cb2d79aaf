"""How alike two companies are: by their names, then by number, telephone, website and address."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from xianji.lib.text.companies import TRADES, Firm, firm
from xianji.lib.text.folding import bare
from xianji.lib.text.phones import normal_phone
from xianji.lib.text.readings import syllables

SLIP = 95
OTHER_PLACE = 50
UNSAID_PLACE, OF_GROUP, BRANCH = 97, 96, 97
"""Percent that remain of a name's likeness where only one says its place, is a group or a holding, or is a branch."""
SHORT, UNSAID_PLACE_OF_SHORT = 6, 85
"""The same for the place of a name of less than three Hanzi: 成都石油 is not 石油集团, 贵州多彩 hardly 多彩."""
WEIGHTY, PLACED = 12, 4
"""A slip of the pen is told from another firm only in a name of such weight: a Hanzi weighs 2, a letter 1, the same place 4."""
NAME, PHONE, DOMAIN, ADDRESS = 40, 30, 20, 10
_EVERYBODYS = """
qq 163 126 sina sohu gmail outlook hotmail yahoo icloud foxmail aliyun taobao tmall 1688 alibaba jd weibo facebook linkedin
"""
EVERYBODYS = frozenset(_EVERYBODYS.split())
"""Sites on which many companies have their page."""


class File(NamedTuple):
    """What is compared of a customer."""

    name: str
    registration_no: str = ""
    phone: str = ""
    website: str = ""
    address: str = ""
    country: str = "CN"


@dataclass(frozen=True)
class Likeness:
    """The score of formula 53 with what it is made of; `name` is the likeness of the names in percent."""

    score: int
    name: int
    same_number: bool = False
    same_phone: bool = False
    same_domain: bool = False
    same_address: bool = False
    other_number: bool = False
    """Whether both have a number and these differ, so that they are surely two."""


def compare(one: File, other: File) -> Likeness:
    """Formula 53. An equal registration number alone is 100."""
    name = likeness(firm(one.name), firm(other.name))
    numbers = {compact(one.registration_no), compact(other.registration_no)} - {""}
    both = bool(compact(one.registration_no) and compact(other.registration_no))
    phone = is_same(phone_of(one), phone_of(other))
    domain = is_same(domain_of(one), domain_of(other))
    address = is_same(bare(one.address), bare(other.address))
    share = Decimal(NAME * name) / 100 + PHONE * phone + DOMAIN * domain + ADDRESS * address
    number = both and len(numbers) == 1
    score = 100 if number else int(share.to_integral_value(rounding=ROUND_HALF_UP))
    return Likeness(score, name, number, phone, domain, address, other_number=len(numbers) == 2)


def is_same(one: str, other: str) -> bool:
    return bool(one) and one == other


def likeness(one: Firm, other: Firm) -> int:
    """How alike two names are, in percent; the names of firms in two places are at most half alike."""
    found = 100 if is_same(one.core, other.core) else slip(one, other) or shared(one.core, other.core)
    if is_elsewhere(one, other) or (one.branch and other.branch and one.branch != other.branch):
        return found * OTHER_PLACE // 100
    unsaid = UNSAID_PLACE_OF_SHORT if min(weight(one.core), weight(other.core)) < SHORT else UNSAID_PLACE
    for is_told, rest in (
        (bool(one.places) != bool(other.places), unsaid),
        (one.group != other.group, OF_GROUP),
        (bool(one.branch) != bool(other.branch), BRANCH),
    ):
        found = found * rest // 100 if is_told else found
    return found


def is_elsewhere(one: Firm, other: Firm) -> bool:
    """Both say where they are, and neither place lies within what the other says."""
    here, there = set(one.places), set(other.places)
    return bool(here and there) and not (here <= there or there <= here)


def shared(one: str, other: str) -> int:
    """The share of pairs of signs that two texts have in common (Dice), in percent; below that of a slip."""
    pairs, others = pairs_of(one), pairs_of(other)
    if not pairs or not others:
        return 0
    common = sum(min(count, others.count(pair)) for pair in set(pairs) if (count := pairs.count(pair)))
    return min(200 * common // (len(pairs) + len(others)), SLIP - 10)


def pairs_of(text: str) -> list[str]:
    return [text[place : place + 2] for place in range(len(text) - 1)]


def slip(one: Firm, other: Firm) -> int:
    """The likeness of two names that differ by one slip of the pen: two signs changed places, one doubled, lost or written as
    another that sounds the same. 0 where they do not, or where the names are too short to tell that from another firm."""
    short, long = sorted((one.core, other.core), key=len)
    placed = PLACED * is_same(one.place, other.place)
    if len(long) - len(short) > 1 or weight(long) + placed < WEIGHTY:
        return 0
    start = next((place for place, sign in enumerate(short) if sign != long[place]), len(short))
    if len(long) > len(short):
        return SLIP if short[start:] == long[start + 1 :] and is_lost(short, long, start, placed) else 0
    if short[start + 1 :] == long[start + 1 :]:
        return SLIP if sounds_alike(short[start], long[start]) else 0
    swapped = short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
    return SLIP if swapped else 0


def is_lost(short: str, long: str, at: int, placed: int) -> bool:
    """Whether the sign that the longer one has more was lost or doubled by a slip, as 快达物流 is not another firm than 快达物,
    快达达物流 or 快物流: it is one of a long name proper or of its trade, repeats the sign before it, or leaves a name of one
    sign, which the register admits to nobody. 快达兴物流 is rather another firm."""
    name = proper(long)
    is_doubled = at > 0 and long[at] == long[at - 1]
    return weight(name) + placed >= WEIGHTY or short.startswith(name) or is_doubled or len(proper(short)) == 1


def proper(core: str) -> str:
    """The name without its trade: 快达 of 快达物流."""
    return core[:-2] if core[-2:] in TRADES else core


def weight(core: str) -> int:
    return sum(2 if sign >= HANZI_FROM else 1 for sign in core)


HANZI_FROM = "\u3005"


def sounds_alike(one: str, other: str) -> bool:
    """One Hanzi for another of the same sound; any letter for another, since the name is long."""
    if one < HANZI_FROM and other < HANZI_FROM:
        return not (one.isdigit() or other.isdigit())
    return one >= HANZI_FROM and other >= HANZI_FROM and syllables(one) == syllables(other) != [""]


def compact(number: str) -> str:
    return bare(number).upper()


def phone_of(file: File) -> str:
    """In the one form that can be compared; what is no telephone number is compared by its digits."""
    return phone_key(file.phone, file.country)


def phone_key(typed: str, country: str = "CN") -> str:
    found = normal_phone(typed, country if len(country) == 2 else "CN") if typed else None
    digits = "".join(filter(str.isdigit, typed))
    return found or (digits if len(digits) >= 7 else "")


def domain_of(file: File) -> str:
    """The host of the website without its www; a page on a market place or a mail provider is nobody's own."""
    host = file.website.partition("://")[2].partition("/")[0].partition(":")[0].lower().removeprefix("www.")
    return "" if EVERYBODYS & set(host.split(".")) else host
