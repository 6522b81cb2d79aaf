"""How pools, what lies in them and what moved are shown."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.customers.leads.models import Lead
from xianji.customers.pool.actions import assign, claim, to_pool
from xianji.customers.pool.keeping import OF_CUSTOMERS, OF_LEADS
from xianji.customers.pool.models import Pool, PoolEntry, PoolMovement
from xianji.customers.pool.panels import ENTRY, POOL
from xianji.kit.resource import Resource

SHOWN = [
    "name", "pool", "kind", "grade", "size_class", "industry", "region", "last_contact_on", "came_at", "came_by",
    "former", "reason",
]  # fmt: skip
MOVED = ["name", "how", "at", "former", "to", "waited", "kind", "pool", "reason"]


class PoolResource(Resource):
    """The pools themselves: who belongs to each stands under “Shared with”."""

    model = Pool
    slug = "pools"
    icon = "ripple"
    picture = "none"
    purpose = _("What nobody looks after goes back to everybody. Make a pool and share it with those who may take from it.")
    sections = {_("Pool"): ["name", "number", "subject", "region", "takes_back", "about", "owner"]}
    fixed = ["number"]
    columns = ["name", "subject", "region", "takes_back", "owner"]
    filters = ["subject", "owner"]
    search = ["name", "number"]
    quick = ["name", "subject", "region", "takes_back", "about", "owner"]
    panels = POOL
    rights = {"REP": "R p", "SUP": "RT b", "RM": "RUT b", "SD": "CRUTAXD a", "MR": "R d", "EXE": "R a"}


class PoolEntryResource(Resource):
    """What lies in the pools and may be taken."""

    model = PoolEntry
    slug = "pool"
    icon = "ripple"
    on_phone = True
    purpose = _("What was given back, or went back because nobody followed it up, waits here for the next one.")
    sections = {_("In the pool"): SHOWN}
    facts = ["kind", "size_class", "industry", "region", "last_contact_on", "came_at", "former"]
    fixed = SHOWN
    columns = ["name", "kind", "size_class", "industry", "region", "last_contact_on", "came_at", "came_by", "former", "pool"]
    filters = ["pool", "kind", "size_class", "industry", "region", "came_at", "last_contact_on"]
    order = ["came_at"]
    search = ["name"]
    files = comments = False
    imports = []
    tap = claim
    panels = ENTRY
    template = {"list": "customers/pool/list.html"}
    actions = [claim, assign]
    on = {Customer: [*OF_CUSTOMERS, to_pool], Lead: OF_LEADS}
    rights = {"REP": "RK p", "SUP": "RKG b", "RM": "RKG b", "SD": "RKGX a", "MR": "R d", "EXE": "R a"}


class PoolMovementResource(Resource):
    """Who gave what, who took what, and how long it waited."""

    model = PoolMovement
    slug = "pool_movements"
    in_menu = False
    icon = "arrows-exchange"
    picture = "none"
    sections = {_("Movement"): MOVED}
    facts = ["pool", "how", "at", "former", "to", "waited"]
    fixed = MOVED
    columns = ["at", "name", "how", "former", "to", "waited", "kind", "pool", "reason"]
    filters = ["pool", "how", "to", "former", "at"]
    order = ["-at"]
    files = comments = marks = False
    imports = []
    rights = {"REP": "R p", "SUP": "R b", "RM": "R b", "SD": "RX a", "MR": "R d", "EXE": "RX a"}
