"""What the demo company's contacts agreed to, a request about personal data, data whose time is over, this quarter's reviews."""

from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from xianji.administration.accessreviews.opening import open_reviews
from xianji.administration.retention.jobs import look_after
from xianji.administration.retention.models import Retention
from xianji.administration.subjects.models import SubjectRequest
from xianji.config.demo.company import Company
from xianji.config.demo.history import CUSTOMERS
from xianji.config.demo.prospects import LEADS
from xianji.config.demo.words import contact_name, customer_names
from xianji.customers.consents import rules
from xianji.customers.consents.models import NoticeVersion
from xianji.customers.consents.writing import write_down
from xianji.customers.models import Contact, Lead
from xianji.kit import store

AGREED, STOPPED = 24, 4
"""Contacts who wanted to hear of products, and how many of them no longer do."""


def fill(told: dict[str, Any], company: Company, pick: Random) -> None:
    words, now = told["consent"], timezone.now()
    text = store.create(NoticeVersion(
        title=words["title"], text=words["text"], purpose=rules.MARKETING, edition=f"{now:%Y}-1",
        from_on=timezone.localdate() - timedelta(days=300),
    ))  # fmt: skip
    people = pick.sample(list(Contact.objects.order_by("pk")), AGREED + 2)
    for person in people[:AGREED]:
        write_down(person, rules.GIVEN, rules.MARKETING, text=text, source=words["fair"],
                   at=now - timedelta(days=pick.randint(60, 280)), through="demo")  # fmt: skip
    for person in people[:STOPPED]:
        write_down(person, rules.WITHDRAWN, rules.MARKETING, source=words["phone"], at=now - timedelta(days=pick.randint(2, 50)),
                   through="demo")  # fmt: skip
    write_down(people[AGREED], rules.REFUSED, source=words["phone"], at=now - timedelta(days=9), through="demo")
    asks = people[AGREED + 1]
    store.create(SubjectRequest(
        kind=SubjectRequest.Kind.ACCESS, contact=asks, owner_id=asks.owner_id, text=words["asks"],
        received_on=timezone.localdate() - timedelta(days=2),
    ))  # fmt: skip
    long_quiet(told, company, pick)
    keep = people[0]
    day = timezone.localdate() + timedelta(days=90)
    store.create(Retention(contact=keep, owner_id=keep.owner_id, reason=words["held"], until=day))
    open_reviews()


def long_quiet(told: dict[str, Any], company: Company, pick: Random) -> None:
    """Two enquiries that came to nothing two years ago: announced, to be erased in a month."""
    for place in range(2):
        names = customer_names(told, CUSTOMERS + LEADS + 2)
        old = store.create(Lead(
            company=names[CUSTOMERS + LEADS + place][0], person=contact_name(told, pick), mobile=f"1992000{place:04}",
            source=Lead.Source.EVENT, basis=Lead.Basis.CONSENT, state=Lead.State.DISQUALIFIED, owner=company.sellers[place],
        ))  # fmt: skip
        Lead.unscoped.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=725 + place))
    look_after()
