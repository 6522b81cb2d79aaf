"""What others must know of visits, connected at start: a reported one is a contact with its customer."""

from xianji.customers.teams.joining import join
from xianji.kit.installed.shells import shell_at, shells
from xianji.kit.lines import lie_with
from xianji.sales.visits import brief, frequency, owing
from xianji.sales.visits.models import Visit, VisitNote
from xianji.sales.visits.views import SHELL


def connect() -> None:
    lie_with(Visit, VisitNote, "visit")
    join(Visit)
    if shell_at(SHELL.path) is None:
        shells.append(SHELL)
        frequency.owed.append(owing.overdue)
        brief.SOURCES.insert(2, owing.OWING)
