"""What the regulation asks of large customers: that a whole team looks after them, and knows who decides there."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, TruncDate
from django.utils.translation import gettext_lazy as _

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.customers.pool.models import PoolMovement
from xianji.customers.pool.rules import OPEN
from xianji.customers.teams import rules
from xianji.customers.teams.models import TeamMember
from xianji.kit.controls import Parameter, Step, control
from xianji.org.days.places import by_place

BUYERS = (Customer.Cycle.ACTIVE, Customer.Cycle.DORMANT)
CONTACTS = 3
"""On the map of a large customer at least."""


@control(
    "3.2.2b", Customer, every="day", least=Parameter("team.min"), days=Parameter("team.due"), responsible="RM",
    evidence=("customers.accountteam.create", "customers.teammember.create", "do_without_team"),
    title=_("Large customers have their team"), duty=_("Put the team together, or say why there is none"),
    says=_(
        "Ten working days after it became large, a customer has a team with owner, technician and sponsor, and three contacts."
    ),
    steps=(
        Step(_("Became large"), _("from this day ten working days are counted"), ("大客户", "大型", "large")),
        Step(
            _("The team"), _("three people: owner, technical support, sponsor in management"),
            ("小组", "專案小組", "团队", "團隊", "team"),
        ),
        Step(
            _("Or a reason"), _("the regional manager says why there is none"),
            ("宜配备", "宜成立", "should", "可组建", "可組成"),
        ),
    ),
)  # fmt: skip
def large_customers_have_a_team(customers: Any, on: date, least: Decimal, days: Decimal) -> Any:
    """Enough different people in the three roles, and enough contacts; in time, or with a reason. What lies in a pool has
    nobody to form a team, and whoever took it from there has all the days anew."""
    members = TeamMember.unscoped.filter(team__customer=OuterRef("pk"), deleted_at=None, team__deleted_at=None)
    contacts = Contact.unscoped.filter(customer=OuterRef("pk"), deleted_at=None)
    large_since = Coalesce(F("became_large_on"), TruncDate("created_at"), output_field=DateField())
    taken = PoolMovement.unscoped.filter(customer=OuterRef("pk"), to__isnull=False).exclude(to=F("former")).order_by("-pk")
    found = customers.annotate(
        people=number(members, "team__customer", "person"), contacts_known=number(contacts, "customer", "pk"),
        roles=number(members.filter(role__in=rules.NEEDED), "team__customer", "role"),
        since=Greatest(large_since, Coalesce(TruncDate(Subquery(taken.values("at")[:1])), large_since), output_field=DateField()),
        last=by_place(lambda at: at.add_workdays(on, -int(days))),
    )  # fmt: skip
    whole = Q(people__gte=int(least), roles=len(rules.NEEDED), contacts_known__gte=CONTACTS)
    return found.annotate(
        verdict=Case(
            When(~Q(size_class=Customer.Size.LARGE, state__in=BUYERS) | Q(org_path=OPEN), then=Value("na")),
            When(whole | ~Q(no_team_because="") | Q(since__gte=F("last")), then=Value("pass")),
            default=Value("fail"), output_field=CharField(),
        ),
        given=Concat(
            Cast("people", CharField()), Value(f" / {least:f} · "), Cast("roles", CharField()),
            Value(f" / {len(rules.NEEDED)} · "), Cast("contacts_known", CharField()), Value(f" / {CONTACTS}"),
        ),
    )  # fmt: skip


def number(rows: QuerySet, by: str, of: str) -> Any:
    """How many different ones a customer has."""
    counted = rows.order_by().values(by).annotate(number=Count(of, distinct=True)).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
