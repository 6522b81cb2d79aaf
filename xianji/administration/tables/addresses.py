"""Addresses of the decision tables; they stand in the menu beside the regulation."""

from django.urls import path

from xianji.administration.tables import views, views_of_files, views_of_shape

ONE = "policy/tables/<str:name>/<int:number>"
urls = [
    path("policy/tables", views.tables),
    path("policy/tables/<str:name>", views.table),
    path("policy/tables/<str:name>/begin", views.begin),
    path(ONE, views.version),
    path(f"{ONE}/save", views.save),
    path(f"{ONE}/cases", views.cases),
    path(f"{ONE}/what-if", views.what_if),
    path(f"{ONE}/export", views_of_files.export),
    path(f"{ONE}/import", views_of_files.bring),
    path(f"{ONE}/columns", views_of_shape.shape),
    path(f"{ONE}/columns/<str:key>/drop", views_of_shape.drop),
    path(f"{ONE}/policy", views_of_shape.policy),
    path(f"{ONE}/do/<str:verb>", views.do),
]
