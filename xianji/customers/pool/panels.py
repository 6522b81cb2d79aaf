"""What stands on the pages of a pool and of what lies in it."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xianji.customers.pool import looking
from xianji.customers.pool.deciding import RULES, terms_on
from xianji.customers.pool.membership import catchments, members
from xianji.customers.pool.models import KINDS, Pool, PoolEntry
from xianji.customers.pool.recycling import falling
from xianji.customers.pool.wording import sentences
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.org.access.names import ROLES
from xianji.rulebook.tables.deciding import PAGE

SHOWN = 12


class Rules(Panel):
    """The rules of a pool in words, kind by kind, from the table in force."""

    def context(self, record: Pool, request: HttpRequest) -> dict[str, Any]:
        ask, names = terms_on(), {code: gettext(name) for code, name in ROLES.items()}
        wanted = [(kind, label) for kind, label in KINDS if (kind == "lead") is (record.subject == Pool.Subject.LEADS)]
        rows = []
        for kind, label in wanted:
            terms = ask(kind, "A" if kind == "lead" else "")
            rows.append({"label": label, "said": sentences(terms, [names.get(code, code) for code in terms.by])})
        return {"rows": rows, "href": f"{PAGE}/{RULES}"}


class Belonging(Panel):
    """Who belongs to the pool."""

    def context(self, record: Pool, request: HttpRequest) -> dict[str, Any]:
        people = members(record).order_by("name", "pk")
        found = list(people[: SHOWN + 1])
        return {"people": found[:SHOWN], "count": len(found) if len(found) <= SHOWN else people.count()}


class Falling(Panel):
    """What goes back to this pool soon, of what the reader sees."""

    def context(self, record: Pool, request: HttpRequest) -> dict[str, Any]:
        return {"rows": falling(next((one for one in catchments(record.subject) if one.pool.pk == record.pk), None), SHOWN)}


class Measure(Panel):
    """What the reader has taken and may take today; it comes late."""

    def open_on(self, record: PoolEntry) -> bool:
        return actor.current().may(f"{record.label()}.claim")


class Story(Panel):
    """What came before, for those who look closer."""

    def context(self, record: PoolEntry, request: HttpRequest) -> dict[str, Any]:
        if not looking.has_looked(record):
            return {"open": False, "href": f"/customers/pool/{record.pk}/look"}
        return {"open": True, **looking.story(record)}


POOL = [
    Rules("rules", _("The rules in words"), "customers/pool/rules.html", "main"),
    Falling("falling", _("Going back soon"), "customers/pool/falling.html", "main"),
    Belonging("belonging", _("Who belongs to it"), "customers/pool/belonging.html"),
]
ENTRY = [
    Measure("measure", _("Your measure today"), "customers/pool/measure.html"),
    Story("story", _("What came before"), "customers/pool/story.html", "main"),
]
