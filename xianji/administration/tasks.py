"""What the worker does for the administration, by the clock; the jobs that people start are named here too."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.administration.journal import jobs as journal_jobs
from xianji.administration.tables import jobs as table_jobs
from xianji.administration.units.jobs import put_right
from xianji.administration.users.jobs import close_dormant

__all__ = ["close_dormant_accounts", "journal_jobs", "put_paths_right", "table_jobs"]


@db_periodic_task(crontab(hour="2", minute="10"))
def close_dormant_accounts() -> None:
    close_dormant()


@db_periodic_task(crontab(hour="2", minute="40"))
def put_paths_right() -> None:
    put_right()
