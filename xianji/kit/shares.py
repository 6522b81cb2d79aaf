"""Shares of a whole, such as a rate of tax or a discount: what may be typed for one."""

from decimal import Decimal

from django.utils.translation import gettext as _


def misfit(share: Decimal | None, *, whole: bool = False) -> str:
    """Why this is no share, and what to type; empty where it is one or nothing is given. `whole`: all of it is one too."""
    if share is None or 0 <= share < 1 or (whole and share == 1):
        return ""
    return _("“%(value)s” is no part of a whole. Type 13%% or 0.13.") % {"value": f"{share.normalize():f}"}
