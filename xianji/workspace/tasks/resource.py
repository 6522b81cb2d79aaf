"""How tasks are shown and exchanged; what is due stands on Today."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.kit.boards import Board
from xianji.kit.resource import Resource
from xianji.workspace.about import About
from xianji.workspace.tasks.actions import begin, cancel, finish, put_off, reopen
from xianji.workspace.tasks.models import EVENING, Task

UNDONE = "state=open,in_progress"


class TaskResource(Resource):
    """What somebody has to do by when."""

    model = Task
    icon = "checkbox"
    picture = "none"
    go = "k"
    new_key = "t"
    purpose = _("Write down what is to be done by when. Controls of the regulation put their duties here by themselves.")
    sections = {
        _("Task"): ["title", "number", "due_at", "priority", "state", "owner", "repeat"],
        _("Where from"): ["source", "clause", "done_at"],
    }
    facts = ["due_at", "owner", "priority", "source", "clause", "done_at"]
    fixed = ["number", "state", "source", "clause", "done_at"]
    columns = ["title", "due_at", "priority", "state", "source", "clause", "owner"]
    filters = ["state", "owner", "due_at"]
    search = ["number", "title"]
    order = ["due_at"]
    quick = ["title", "due_at", "priority", "owner", "repeat"]
    imports = ["number", "title", "due_at", "priority", "owner", "repeat"]
    tabs = {
        _("Mine, open"): f"owner=me&{UNDONE}",
        _("Mine, overdue"): f"owner=me&{UNDONE}&due_at=..1_days_ago",
        _("Mine, this week"): f"owner=me&{UNDONE}&due_at=this_week",
        _("My team, overdue"): f"owner=team&{UNDONE}&due_at=..1_days_ago",
    }
    board = Board(by="state", date="due_at", closed=("done", "cancelled"))
    dates = ["due_at"]
    agenda = {"due_at": UNDONE}
    actions = [begin, finish, put_off, cancel, reopen]
    panels = [About("about", _("About"), "workspace/about.html")]
    rights = {
        "REP CS MR FIN LEG HR ADM": "CRUTX p", "SUP RM": "CRUTX b", "SD": "CRUTXD a", "EXE": "CRUTX a",
    }  # fmt: skip

    def before_import(self, records: list[Task]) -> None:
        """What is due on a day, without an hour, is due in its evening."""
        for task in records:
            at = timezone.localtime(task.due_at)
            if (at.hour, at.minute) == (0, 0):
                task.due_at = at.replace(hour=EVENING)
