"""Addresses of the desk that no resource gives."""

from django.urls import path

from xianji.kit.jobs.urls import patterns as job_patterns
from xianji.workspace.activities.views import about
from xianji.workspace.agenda import views as agenda
from xianji.workspace.home import begin, later
from xianji.workspace.search.views import keys, palette, search

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
    *job_patterns,
]
