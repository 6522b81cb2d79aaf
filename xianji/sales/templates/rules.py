"""What a contract speaks of, and what it must not leave out (民法典 470 and what experience adds)."""

PARTIES, SUBJECT, QUANTITY, QUALITY, PRICE, PAYMENT = "parties", "subject", "quantity", "quality", "price", "payment"
DELIVERY, ACCEPTANCE, WARRANTY, BREACH, RIGHTS = "delivery", "acceptance", "warranty", "breach", "rights"
CONFIDENTIALITY, DATA, FORCE, TERM, DISPUTE, OTHER = "confidentiality", "data", "force", "term", "dispute", "other"
KINDS = (
    PARTIES, SUBJECT, QUANTITY, QUALITY, PRICE, PAYMENT, DELIVERY, ACCEPTANCE, WARRANTY, BREACH, RIGHTS, CONFIDENTIALITY, DATA,
    FORCE, TERM, DISPUTE, OTHER,
)  # fmt: skip
"""In the order in which a contract usually tells them."""
MANDATORY = (
    (PARTIES,), (SUBJECT,), (QUANTITY,), (QUALITY,), (PRICE,), (PAYMENT,), (DELIVERY,), (ACCEPTANCE,), (WARRANTY,), (BREACH,),
    (CONFIDENTIALITY, DATA), (DISPUTE,), (FORCE,), (TERM,),
)  # fmt: skip
"""One of each must be there."""


def missing(kinds: set[str]) -> list[tuple[str, ...]]:
    """What is not told at all."""
    return [group for group in MANDATORY if not kinds & set(group)]


def plain(text: str) -> str:
    """A text without what does not change its meaning: spaces and line ends."""
    return " ".join(text.split())
