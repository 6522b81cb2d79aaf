"""Codes of administrative divisions: each begins with the code of the one that it lies in."""

DIVISION = "division"
"""The dictionary that a company fills with them itself."""
MAINLAND, TAIWAN = (2, 4, 6, 9, 12), (5, 8, 11)
"""How long codes are, level by level: province, city, county, street, village; county, township, village."""
PADDED = 6
"""The mainland's provinces and cities are also written with so many digits, the last of them noughts."""
STOPGAPS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
"""Levels that are only there so that none is missing; nobody names them in an address."""


def is_number(code: str) -> bool:
    return code.isascii() and code.isdigit()


def is_code(code: str) -> bool:
    """Whether this can be the code of a division; what is no number is a code of the company's own, which lies in nothing."""
    return not is_number(code) or len(code) in MAINLAND + TAIWAN


def above(code: str) -> list[str]:
    """The codes of those in which it may lie, the nearest first."""
    lengths = MAINLAND if len(code) in MAINLAND else TAIWAN
    found: list[str] = []
    if not is_number(code):
        return found
    for length in (one for one in reversed(lengths) if one < len(code)):
        found.append(code[:length])
        if lengths is MAINLAND and length < PADDED:
            found.append(code[:length].ljust(PADDED, "0"))
    return [one for one in found if one != code]


def whole(name: str, around: str) -> str:
    """A division with all that it lies in, as in “Jiangsu Suzhou”; `around` is the next one, told in this way already."""
    parts = around.split()
    if parts and (parts[-1] in STOPGAPS or parts[-1] == name):
        parts.pop()
    return name if not around or name.startswith(around) else " ".join([*parts, name])
