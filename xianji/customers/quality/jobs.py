"""The draw of a month, and the tasks that follow from it."""

from calendar import monthrange
from datetime import date, datetime, time
from secrets import token_hex

from django.utils import timezone
from django.utils.translation import gettext_noop
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.customers.customers.models import Customer
from xianji.customers.quality import rules
from xianji.customers.quality.actions import key_of
from xianji.customers.quality.models import QualityCheck, QualitySample
from xianji.kit import sets, store
from xianji.kit.said import sentence
from xianji.lib.actor import SYSTEM, acting
from xianji.org.among import Among
from xianji.rulebook.parameters.reading import value
from xianji.workspace.tasks.opening import Opening, open_tasks

IN_LIFE = (Customer.Cycle.PROSPECT, Customer.Cycle.ACTIVE, Customer.Cycle.DORMANT)
EVENING = time(18)


@db_periodic_task(crontab(day="1", hour="3", minute="20"))
def draw_files() -> None:
    """On the first night of a month."""
    with acting(SYSTEM):
        draw(timezone.localdate())


def draw(on: date, seed: str = "") -> QualitySample | None:
    """The sample of the month, once; None where there is no file, or it was drawn already."""
    month = f"{on:%Y-%m}"
    if QualitySample.unscoped.filter(month=month).exists():
        return None
    ids, seed = population(), seed or token_hex(16)
    if not ids:
        return None
    size = rules.size(len(ids), int(value("profile.sample", on)), value("profile.sample_share", on))
    due = on.replace(day=monthrange(on.year, on.month)[1])
    with store.whole():
        sample = store.create(QualitySample(month=month, seed=seed, population=len(ids), size=size, due_on=due), verb="draw")
        checks = checks_of(sample, rules.draw(ids, size, seed))
        sets.insert_many(QualityCheck, checks, verb="draw", source="job")
        open_tasks(map(task_of, checks))
    return sample


def population() -> list[int]:
    """The files that may be drawn."""
    return list(Customer.unscoped.filter(state__in=IN_LIFE, deleted_at=None).order_by("pk").values_list("pk", flat=True))


def checks_of(sample: QualitySample, ids: list[int]) -> list[QualityCheck]:
    owned = Customer.unscoped.filter(Among("pk", ids)).only("pk", "name", "short_name", "owner_id").in_bulk()
    drawn = [owned[pk] for pk in sorted(ids)]
    return [QualityCheck(sample=sample, customer=one, owner_id=one.owner_id, due_on=sample.due_on) for one in drawn]


def task_of(check: QualityCheck) -> Opening:
    return Opening(
        key=key_of(check), title=sentence(gettext_noop("Compare the file of %(customer)s"), customer=check.customer),
        owner_id=check.owner_id,
        due_at=timezone.make_aware(datetime.combine(check.due_on, EVENING)), about=(check.label(), check.pk), clause="3.3.1c",
        source="sla",
    )  # fmt: skip
