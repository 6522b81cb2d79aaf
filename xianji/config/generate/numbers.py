"""Registration numbers that satisfy their check digits, no two alike, and telephone numbers."""

from collections.abc import Callable

from xianji.lib.ids import SIGNS, usci_check

_UBN = (1, 2, 1, 2, 1, 2, 4)
_SCATTER = 6_700_417
"""A prime: multiplied with it, serials that follow each other lie far apart."""
_LAST_PREFIX = 10**7
Draw = Callable[[], float]


def usci(place: str, serial: int) -> str:
    """18 characters: a company (91), its place, nine of the organisation, the check digit of GB 32100."""
    number = serial * _SCATTER * 31 % 31**9
    organisation = ""
    for _digit in range(9):
        number, digit = divmod(number, 31)
        organisation += SIGNS[digit]
    head = f"91{place}{organisation}"
    return head + usci_check(head)


def ubn(serial: int) -> str:
    """8 digits whose weighted sum divides by 5."""
    head = f"{(serial + 1) * _SCATTER % _LAST_PREFIX:07}"
    total = sum(sum(divmod(int(digit) * weight, 10)) for digit, weight in zip(head, _UBN, strict=True))
    return f"{head}{-total % 5}"


def hk_br(serial: int) -> str:
    return f"{10_000_000 + serial * _SCATTER % 89_999_999}"


def mobile(country: str, draw: Draw) -> str:
    """Shaped like a mobile number of the country; whose it is nobody knows."""
    if country == "CN":
        return f"1{(3, 5, 8)[int(draw() * 3)]}{int(draw() * 3)}{int(draw() * 1e8):08}"
    if country == "TW":
        return f"+886 9{int(draw() * 1e8):08}"
    if country == "HK":
        return f"+852 6{int(draw() * 1e7):07}"
    return f"+44 77{int(draw() * 1e8):08}"


def switchboard(code: str, draw: Draw) -> str:
    return f"{code}-{20_000_000 + int(draw() * 6e7)}" if code.startswith("0") else f"{code}{int(draw() * 1e7):07}"
