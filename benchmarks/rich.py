"""A customer with 40 contacts, 60 deals and 500 activities, or several times as many; found again in the next run."""

from datetime import timedelta
from typing import Any

REF = "BENCH-RICH"
CONTACTS, DEALS, ACTIVITIES = 40, 60, 500


def rich_customer(owner: Any, times: int = 1) -> Any:
    """Made once in each house, by the set form."""
    from xianji.customers.models import Customer
    from xianji.lib.actor import SYSTEM, acting

    with acting(SYSTEM):
        ref = REF if times == 1 else f"{REF}-{times}"
        return Customer.unscoped.filter(external_ref=ref).first() or _made(owner, ref, times)


def _made(owner: Any, ref: str, times: int) -> Any:
    from django.utils import timezone

    from xianji.customers.models import Contact, Customer
    from xianji.kit import sets, store
    from xianji.sales.models import Opportunity
    from xianji.workspace.models import Activity

    customer = store.create(Customer(name="丰富客户科技有限公司", external_ref=ref, owner=owner))
    contacts = [Contact(customer=customer, name=f"联系人{n}", job="经理", owner=owner) for n in range(times * CONTACTS)]
    deals = [Opportunity(customer=customer, name=f"项目{n}", amount=1000 + n, owner=owner) for n in range(times * DEALS)]
    for model, records in ((Contact, contacts), (Opportunity, deals)):
        sets.insert_many(model, records)
    about = [customer, *contacts, *deals]
    now = timezone.now()
    talks = [
        Activity(subject=f"跟进{n}", kind=Activity.Kind.values[n % 4], at=now - timedelta(hours=n), owner=owner,
                 about_label=one.label(), about_id=one.pk)
        for n in range(times * ACTIVITIES) for one in [about[n % len(about)] if n % 2 else customer]
    ]  # fmt: skip
    sets.insert_many(Activity, talks)
    for turn in range(20):
        customer.potential = 1000 + turn
        store.change(customer)
    return customer
