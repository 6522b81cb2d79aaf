"""What a customer's health is made of: the points of the rows that hit, and how good the sum is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

TABLE = "customer.health"
GOOD, POOR = 70, 40


@dataclass(frozen=True)
class Facts:
    """What is known of a customer on a day."""

    size: str | None = None
    contact_on: date | None = None
    orders: int = 0
    ordered_on: date | None = None
    deals: int = 0

    def asked(self, on: date) -> dict[str, Any]:
        """As the decision table takes them; what never happened is unknown."""
        return {
            "size": self.size or None, "contact": days(self.contact_on, on), "orders": self.orders,
            "ordered": days(self.ordered_on, on), "deals": self.deals,
        }  # fmt: skip


def days(then: date | None, on: date) -> int | None:
    return max(0, (on - then).days) if then else None


def tone(points: int) -> str:
    return "ok" if points >= GOOD else "warn" if points >= POOR else "bad"
