"""How often something was tried from one place: counted in the cache, for doors that have no lock of their own."""

import math
import time

from django.core.cache import cache


def tried(key: str, most: int, seconds: int) -> int:
    """Count one more; how many seconds to wait when there were more than `most` of them within so many seconds, else 0."""
    name, now = f"tried.{key}", time.time()
    count, until = cache.get(name) or (0, now + seconds)
    cache.set(name, (count + 1, until), max(1, until - now))
    return 0 if count < most else max(1, math.ceil(until - now))
