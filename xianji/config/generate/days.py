"""Three years of days and working hours, counted back from today."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from xianji.config.generate.numbers import Draw

LONGEST = 3 * 365
AHEAD = 200
_MINUTES = [timedelta(minutes=minute) for minute in range(9 * 60)]


class Days:
    """`on[ago]` is a day, `moment(ago, draw)` a working minute of it; a negative `ago` lies ahead."""

    def __init__(self, today: date, zone: tzinfo) -> None:
        span = range(-AHEAD, LONGEST + 1)
        self.today = today
        self.on = {ago: today - timedelta(days=ago) for ago in span}
        self.mornings = {ago: datetime.combine(day, time(9), zone).astimezone(UTC) for ago, day in self.on.items()}

    def moment(self, ago: int, draw: Draw) -> datetime:
        return self.mornings[ago] + _MINUTES[int(draw() * 540)]
