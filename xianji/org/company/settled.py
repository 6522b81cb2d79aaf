"""What was settled at set-up, read at most once a minute per process."""

import time
from functools import lru_cache

from django.conf import settings

from xianji.lib.periods import FiscalCalendar
from xianji.org.company.models import Company


def company() -> Company:
    """The company of this installation; before set-up one without a name."""
    return _company(int(time.time() // 60))


def country() -> str:
    """Where the company is; before set-up, where most are."""
    return company().country or "CN"


def forget() -> None:
    """Read again at the next question: after set-up, and in tests."""
    _company.cache_clear()


@lru_cache(maxsize=1)
def _company(_minute: int) -> Company:
    return Company.here() or Company(name="", language=settings.LANGUAGE_CODE)


def fiscal() -> FiscalCalendar:
    """The fiscal calendar of the company."""
    return FiscalCalendar(company().fiscal_month)
