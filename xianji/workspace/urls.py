"""Addresses of the desk that no resource gives."""

from django.urls import path

from xianji.kit.jobs.urls import patterns as job_patterns
from xianji.workspace.activities.views import about
from xianji.workspace.agenda import views as agenda
from xianji.workspace.counts import counts
from xianji.workspace.handovers import views as handovers
from xianji.workspace.home import begin, later
from xianji.workspace.notices import views as notices
from xianji.workspace.search.views import keys, palette, search
from xianji.workspace.tasks import views as tasks
from xianji.workspace.today import views as today

patterns = [
    path("begin", begin),
    path("begin/later", later),
    path("help", keys),
    path("search", search),
    path("search/palette", palette),
    path("workspace/activities/about/<str:label>/<int:pk>", about),
    path("workspace/agenda", agenda.page),
    path("workspace/agenda/feed", agenda.settings),
    path("workspace/agenda/<int:pk>/<str:secret>.ics", agenda.feed),
    path("workspace/counts", counts),
    path("workspace/notices", notices.notices),
    path("workspace/notices/read", notices.read_all),
    path("workspace/notices/settings", notices.settings),
    path("workspace/notices/defaults", notices.defaults),
    path("workspace/notices/<int:pk>", notices.opened),
    path("workspace/notices/<int:pk>/read", notices.read),
    path("workspace/handovers/about/<str:label>/<int:pk>/new", handovers.new),
    path("workspace/tasks/<int:pk>/finish", tasks.finish),
    path("workspace/tasks/about/<str:label>/<int:pk>", tasks.about),
    path("workspace/tasks/about/<str:label>/<int:pk>/new", tasks.new),
    path("today/arrange", today.arrange),
    path("today/late", today.late),
    path("today/<slug:name>", today.section),
    *job_patterns,
]
