"""Addresses of the decision tables; they stand in the menu beside the regulation."""

from django.urls import path

from xianji.administration.tables import views

ONE = "policy/tables/<str:name>/<int:number>"
urls = [
    path("policy/tables", views.tables),
    path("policy/tables/<str:name>", views.table),
    path("policy/tables/<str:name>/begin", views.begin),
    path(ONE, views.version),
    path(f"{ONE}/save", views.save),
    path(f"{ONE}/cases", views.cases),
    path(f"{ONE}/do/<str:verb>", views.do),
]
