"""What is shown of personal data to those who may not see all of it."""

import re
import unicodedata

_NOT_DIGIT = re.compile(r"\D+")
_COUNTRIES = {"+86": "CN", "+886": "TW", "+852": "HK"}
_LEADING = re.compile(r"\+(?:886|852|86)")


def mask_phone(number: str, country: str = "CN") -> str:
    """138****5678, 09**-***-678 (TW), 9*** **78 (HK); others keep a third of their digits, at most four, at the end."""
    typed = unicodedata.normalize("NFKC", number).strip()
    if typed.startswith("+"):
        found = _LEADING.match(typed)
        country = _COUNTRIES[found[0]] if found else ""
        typed = typed[found.end() :] if found else typed
    digits = _NOT_DIGIT.sub("", typed)
    if country == "CN" and len(digits) == 11 and digits[0] == "1":
        return f"{digits[:3]}****{digits[-4:]}"
    if country == "TW" and (mobile := digits.lstrip("0")).startswith("9") and len(mobile) == 9:
        return f"09**-***-{mobile[-3:]}"
    if country == "HK" and len(digits) == 8:
        return f"{digits[0]}*** **{digits[-2:]}"
    return mask_tail(digits, min(4, len(digits) // 3))


def mask_email(address: str) -> str:
    """z***@example.com; the number of stars says nothing about the length."""
    name, at, domain = address.strip().rpartition("@")
    if not at:
        return mask_head(domain, 1)
    return f"{mask_head(name, 1)}@{domain}"


def mask_head(text: str, keep: int = 2) -> str:
    """The first characters and three stars; nothing of a text that has no more than them."""
    text = text.strip()
    return f"{text[:keep]}***" if len(text) > keep else "***" if text else ""


def mask_tail(text: str, keep: int = 4) -> str:
    """Stars and the last characters, as for bank accounts and identity numbers; a shorter text is all stars."""
    text = text.strip()
    hidden = len(text) - keep if len(text) > keep else len(text)
    return "*" * hidden + text[hidden:]
