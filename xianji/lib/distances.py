"""Points on the earth as a device tells them, and how far they lie apart as the crow flies."""

from math import asin, cos, radians, sin, sqrt

RADIUS = 6371.0
"""Of the earth, in kilometres."""
Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def read_point(text: str) -> Point | None:
    """`31.23040,121.47370 ±12`; None where no point is told."""
    latitude, _sign, longitude = text.partition(" ")[0].partition(",")
    try:
        return float(latitude), float(longitude)
    except ValueError:
        return None


def kilometres(one: Point | None, other: Point | None) -> float:
    """Infinitely many where one of them is not known."""
    if one is None or other is None:
        return float("inf")
    (lat1, lon1), (lat2, lon2) = ((radians(value) for value in point) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS * asin(sqrt(half))
