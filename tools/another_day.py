"""`python tools/another_day.py "2027-01-01 00:20" COMMAND…`: run a command as if it were that moment where the company is.

Tests hold on any day, and a test says so only on the days on which it ran: the first of a month, of a quarter and of a year, the
29th of February, the hour in which the day here is not yet that of UTC. Needs the Debian package `libfaketime`; what measures
time by the monotonic clock or by the age of files may fail with it alone."""

import os
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Shanghai")
LIBRARIES = Path("/usr/lib")


def library() -> str:
    return next((str(one) for one in sorted(LIBRARIES.glob("*/faketime/libfaketimeMT.so.1"))), "")


def main(told: list[str]) -> int:
    """The command takes the place of this process."""
    if len(told) < 2 or not (path := library()):
        print(__doc__)
        return 1
    ahead = datetime.fromisoformat(told[0]).replace(tzinfo=HERE) - datetime.now(HERE)
    seconds = round(ahead.total_seconds())
    os.environ.update(LD_PRELOAD=path, FAKETIME=f"{seconds:+d}")
    os.execvp(told[1], told[1:])  # noqa: S606


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
