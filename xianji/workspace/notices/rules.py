"""When somebody is told: at once, after the quiet hours, or with the daily digest."""

from datetime import datetime, time, timedelta

OFF, NEVER, DIGEST, AT_ONCE = "off", "never", "digest", "at_once"
MODES = (OFF, NEVER, DIGEST, AT_ONCE)
"""Not told at all; only in the product; by mail once a day; by mail at once."""


def after_quiet(now: datetime, begins: time | None, ends: time | None) -> datetime:
    """Now, or the end of the quiet hours in which it lies; they may go over midnight."""
    if begins is None or ends is None or begins == ends:
        return now
    at = now.time()
    is_quiet = begins <= at < ends if begins < ends else at >= begins or at < ends
    return at_time(now, ends) if is_quiet else now


def at_time(now: datetime, wanted: time) -> datetime:
    """The next moment at which it is that late."""
    found = now.replace(hour=wanted.hour, minute=wanted.minute, second=0, microsecond=0)
    return found if found > now else found + timedelta(days=1)


def mail_due(mode: str, now: datetime, *, hour: int, quiet: tuple[time | None, time | None], urgent: bool) -> datetime | None:
    """When the mail goes; None for no mail. What is urgent waits for nothing."""
    if mode in (OFF, NEVER):
        return None
    if urgent:
        return now
    return at_time(now, time(hour)) if mode == DIGEST else after_quiet(now, *quiet)
