"""Addresses of the job pages."""

from django.urls import path

from xianji.kit.jobs import views

patterns = [
    path("jobs/", views.jobs),
    path("jobs/<int:pk>", views.one),
    path("jobs/<int:pk>/again", views.again),
    path("jobs/<int:pk>/stop", views.end),
]
