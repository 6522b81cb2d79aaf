"""What the worker does for the kit, and by the clock. It finds functions only in modules named tasks.py of installed
apps; those of a chapter import their jobs.py there, one line each."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from xianji.kit import mail, outbox
from xianji.kit.api import once
from xianji.kit.bulk import jobs as bulk_jobs
from xianji.kit.bulk import keeping as bulks
from xianji.kit.drafts import keeping as drafts
from xianji.kit.exports import jobs as export_jobs
from xianji.kit.files import keeping as files
from xianji.kit.imports import jobs as import_jobs
from xianji.kit.imports.keeping import forget_files
from xianji.kit.webhooks import delivering, gathering
from xianji.lib.actor import SYSTEM, acting

__all__ = [
    "bulk_jobs", "call_webhooks", "deliver", "delivering", "export_jobs", "import_jobs", "look_after_jobs", "look_for_webhooks",
    "mail", "refile_moved_units", "seal_journal", "tidy", "work_on",
]  # fmt: skip

SOON = 10
"""What takes a moment goes before what people wait for; what was not begun within its minute is left to the next one."""


@db_task()
def work_on(job_id: int) -> None:
    """One job that somebody waits for."""
    from xianji.kit.jobs.running import run

    run(job_id)


@db_task(priority=SOON)
def deliver() -> None:
    """The outbox, as soon as something was promised."""
    outbox.drain()


@db_periodic_task(crontab(minute="*"), priority=SOON, expires=55)
def deliver_what_is_due() -> None:
    """The outbox again: later letters, and those that failed."""
    outbox.drain()


EVERY = 10
"""Seconds between two looks into the journal for webhooks, where there are any."""


@db_periodic_task(crontab(minute="*"), expires=55)
def look_for_webhooks() -> None:
    """Call them now and five times more within the minute."""
    if call_webhooks.call_local() is not None:
        for later in range(EVERY, 60, EVERY):
            call_webhooks.schedule(delay=later)


@db_task(expires=55)
def call_webhooks() -> int | None:
    """Promise what has happened, and deliver what is due; None where there is nobody to be told."""
    gathered = gathering.gather()
    return outbox.drain(slowly=True) if gathered is not None else None


@db_periodic_task(crontab(minute="*"), priority=SOON, expires=55)
def seal_journal() -> None:
    """Chain the journal entries that are still open."""
    from xianji.audit import chain

    chain.seal()


@db_periodic_task(crontab(minute="*"), priority=SOON, expires=55)
def refile_moved_units() -> None:
    """Carry out what a move of units began: the records' paths, the search index, the rights."""
    from xianji.kit.moves import carry_out

    with acting(SYSTEM):
        carry_out()


@db_periodic_task(crontab(minute="*"), priority=SOON, expires=55)
def look_after_jobs() -> None:
    """Jobs that were never begun, or whose worker is gone."""
    from xianji.kit.jobs.running import look_after

    look_after()


@db_periodic_task(crontab(hour="3", minute="20"))
def tidy() -> None:
    """Letters delivered long ago, yesterday's answers of the API, files imported or taken off a record a month ago,
    exported ones after three days, drafts that nobody came back to, records that were left out of old deeds."""
    outbox.forget()
    once.forget()
    forget_files()
    drafts.forget_old()
    export_jobs.forget_exports()
    gathering.forget()
    bulks.forget()
    files.forget_detached()
