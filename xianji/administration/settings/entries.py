"""Everything that can be set, where, and for whom: one line each."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.administration.journal.page import SEE
from xianji.administration.rulebook_rights import SEE as SEE_RULEBOOK
from xianji.administration.seeing.actions import SEE_AS
from xianji.administration.users.actions import MANAGE
from xianji.approval.exports.whose import TRACE
from xianji.lib import actor
from xianji.workspace.notices.actions import SETTLE


@dataclass(frozen=True)
class Entry:
    """One place where something is set; without a permission it is everybody's own."""

    title: Any
    reason: Any
    href: str
    icon: str
    permission: str = ""


@dataclass(frozen=True)
class Part:
    """Entries that belong together."""

    title: Any
    entries: list[Entry]


PARTS = [
    Part(_("Company and people"), [
        Entry(_("First steps"), _("What a new company does once, and what of it is done."),
              "/begin", "checklist", "org.unit.create"),
        Entry(_("Company"), _("Name and language, country, currency, fiscal year."),
              "/administration/company", "building", MANAGE),
        Entry(_("Organisation"), _("Offices and teams: who sees whose records."),
              "/administration/tree", "sitemap", "org.unit.view"),
        Entry(_("People"), _("Who works here, joins, moves, leaves."), "/administration/people/", "users", "org.person.view"),
        Entry(_("Accounts and invitations"), _("Who signs in; invite, close, reset the second step."), "/administration/users",
              "user-circle", MANAGE),
        Entry(_("Positions"), _("Posts that people hold."), "/administration/positions/", "id", "org.position.view"),
        Entry(_("Regions"), _("Areas that customers and people are filed under."), "/administration/regions/", "map",
              "org.region.view"),
    ]),
    Part(_("Roles and permissions"), [
        Entry(_("Roles"), _("Copy, change, put back to the standard."), "/administration/roles/", "shield", "org.role.view"),
        Entry(_("Permission matrix"), _("Which role may do what, and how far."), "/administration/rights", "table",
              "org.role.view"),
        Entry(_("See as another person"), _("Look at the product with somebody else's rights, without changing anything."),
              "/administration/see-as", "eye", SEE_AS),
    ]),
    Part(_("Rulebook"), [
        Entry(_("Decision tables"), _("Who approves, how customers are sorted, what is due when: rules kept by the business."),
              "/policy/tables", "table", SEE_RULEBOOK),
        Entry(_("Parameters"), _("Thresholds of the regulation, each with the day from which it holds."), "/policy/parameters",
              "adjustments", SEE_RULEBOOK),
    ]),
    Part(_("Lists and numbers"), [
        Entry(_("Choices"), _("Industries, sources, reasons: the lists that forms offer."), "/catalog/terms/", "vocabulary",
              "catalog.term.view"),
        Entry(_("Numbers"), _("Which business numbers come next."), "/administration/numbers", "hash", MANAGE),
        Entry(_("Currencies"), _("Currencies with their exchange rates."),
              "/catalog/currencies/", "coins", "catalog.currency.view"),
        Entry(_("Units of measure"), _("Pieces, metres, hours: what quantities count."),
              "/catalog/uoms/", "ruler", "catalog.uom.view"),
        Entry(_("Work calendar"), _("Public holidays and worked weekends."), "/administration/workdays/", "calendar",
              "org.workday.view"),
    ]),
    Part(_("Notices"), [
        Entry(_("How everybody is told"), _("By mail, in a digest or only here; when it is quiet."),
              "/workspace/notices/defaults", "bell", SETTLE),
    ]),
    Part(_("Programs"), [
        Entry(_("Webhooks"), _("Other systems are told what happens, and how it went."), "/administration/webhooks/", "plug",
              "kit.webhook.view"),
        Entry(_("API tokens of everybody"), _("Who made which, when it was used last; revoke."), "/administration/tokens", "key",
              MANAGE),
    ]),
    Part(_("My account"), [
        Entry(_("Password"), _("Choose a new one."), "/account/password/change/", "lock"),
        Entry(_("Passkeys and second step"), _("Passkeys, authenticator app, recovery codes."), "/account/2fa/", "shield-lock"),
        Entry(_("Where I am signed in"), _("Devices and places; end one or all others."), "/account/sessions/", "device-laptop"),
        Entry(_("I am away"), _("From when until when, and who decides for you meanwhile."), "/account/away/", "calendar-event",
              "approval.absence.create"),
        Entry(_("How I am told"), _("Notices by mail, in a digest or only here; quiet hours; an address to be called."),
              "/workspace/notices/settings", "bell"),
        Entry(_("My API tokens"), _("Make one with a name and an end, revoke it."), "/account/tokens/", "key"),
        Entry(_("My jobs"), _("Slow work that you started: imports, exports, reports."), "/jobs/", "progress"),
    ]),
    Part(_("Keeping and proving"), [
        Entry(_("Jobs of everybody"), _("What runs, waits or failed."), "/administration/jobs", "progress", MANAGE),
        Entry(_("Journal"), _("Who did what and when; prove that nothing was changed."),
              "/administration/journal", "history", SEE),
        Entry(_("Whose file is this?"), _("Who took a list along that was found somewhere."), "/approval/exports/whose",
              "zoom-question", TRACE),
        Entry(_("Backup"), _("The last backup, and what to run."), "/administration/backup", "database", MANAGE),
    ]),
]  # fmt: skip


def open_parts() -> list[Part]:
    """What the actor may open; a part of which nothing is open is left out."""
    who = actor.current()
    parts = [Part(part.title, [e for e in part.entries if not e.permission or who.may(e.permission)]) for part in PARTS]
    return [part for part in parts if part.entries]
