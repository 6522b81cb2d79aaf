"""What the demo company's contacts agreed to, a request about personal data, and this quarter's access reviews."""

from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from xianji.administration.accessreviews.opening import open_reviews
from xianji.administration.subjects.models import SubjectRequest
from xianji.config.demo.company import Company
from xianji.customers.consents import rules
from xianji.customers.consents.models import NoticeVersion
from xianji.customers.consents.writing import write_down
from xianji.customers.models import Contact
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
    open_reviews()
