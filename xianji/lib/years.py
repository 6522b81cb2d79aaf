"""Which years people mean. What lies before is a year half typed: 0026 for 2026, or 0202 on the way there."""

from datetime import date

FIRST = 1800


def is_meant(day: date) -> bool:
    return day.year >= FIRST
