"""What the worker does for the administration, by the clock; the jobs that people start are named here too."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.administration.accessreviews.opening import open_reviews
from xianji.administration.alerts import jobs as alert_jobs
from xianji.administration.journal import jobs as journal_jobs
from xianji.administration.retention.jobs import look_after
from xianji.administration.tables import jobs as table_jobs
from xianji.administration.units.jobs import put_right
from xianji.administration.users.jobs import close_dormant

__all__ = [
    "close_dormant_accounts", "end_retention", "journal_jobs", "open_access_reviews", "put_paths_right", "table_jobs",
    "watch_over_data",
]  # fmt: skip


@db_periodic_task(crontab(minute="*/5"), expires=280)
def watch_over_data() -> None:
    """Many files looked at, many exports, exports at night, decoys."""
    alert_jobs.watch()


@db_periodic_task(crontab(hour="1", minute="40"))
def open_access_reviews() -> None:
    """Each account once a quarter; and looks of long ago go."""
    open_reviews()
    alert_jobs.forget_looks()


@db_periodic_task(crontab(hour="2", minute="10"))
def close_dormant_accounts() -> None:
    close_dormant()


@db_periodic_task(crontab(hour="2", minute="40"))
def put_paths_right() -> None:
    put_right()


@db_periodic_task(crontab(hour="3", minute="20"))
def end_retention() -> None:
    """Personal data whose time is over, behind everything that might still hear of the person."""
    look_after()
