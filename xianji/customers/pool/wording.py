"""The rules of a pool as sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xianji.customers.pool.rules import Terms
from xianji.kit.web.writing import several


def sentences(terms: Terms, by: list[str]) -> list[str]:
    """One sentence per rule, in the order in which somebody meets them."""
    return [*first(terms), *back(terms), *longer(terms, by), *taken(terms)]


def first(terms: Terms) -> list[str]:
    if terms.first_working is not None:
        return [_("The first follow-up is due within %(hours)s working hours.") % {"hours": terms.first_working}]
    if terms.first is not None:
        return [_("The first follow-up is due within %(hours)s hours.") % {"hours": terms.first}]
    return []


def back(terms: Terms) -> list[str]:
    if not terms.recycles:
        told = _("It never goes back by itself: after %(days)s days without follow-up a manager decides.")
        return [told % {"days": terms.idle}] if terms.idle is not None else []
    found = []
    if terms.idle is not None:
        found.append(_("It goes back after %(days)s days without follow-up.") % {"days": terms.idle})
    if terms.unsold is not None:
        found.append(_("It goes back after %(days)s days without an order.") % {"days": terms.unsold})
    if terms.warned:
        found.append(_("Its owner is warned before: %(days)s days.") % {"days": " · ".join(map(str, terms.warned))})
    return found


def longer(terms: Terms, by: list[str]) -> list[str]:
    if not terms.extension:
        return []
    told = _("Once it may be kept %(days)s days longer, if this role agrees: %(who)s.")
    return [told % {"days": terms.extension, "who": several(by)}]


def taken(terms: Terms) -> list[str]:
    found = [_("It is assigned, never claimed.")] if not terms.claims else [
        ngettext("One a day can be claimed by a person.", "%(num)s a day can be claimed by a person.", terms.claims)
        % {"num": terms.claims}
    ]  # fmt: skip
    if terms.held is not None:
        found.append(_("A person holds at most %(num)s at once.") % {"num": terms.held})
    if terms.cooling:
        found.append(_("The former owner may not take it back for %(days)s days.") % {"days": terms.cooling})
    return found
