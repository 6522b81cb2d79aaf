"""What ships: every parameter and every table with the values that we recommend."""

from xianji.rulebook.shipped import (  # noqa: F401
    classes,
    controls,
    credit,
    customers,
    deals,
    executing,
    leads,
    looking_back,
    money,
    planning,
    privacy,
    research,
    risks,
    ruling,
    service,
    team,
)  # fmt: skip
