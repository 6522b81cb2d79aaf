"""Addresses of the import screens."""

from django.urls import path

from xianji.kit.imports import views

patterns = [
    path("import/", views.batches),
    path("import/new", views.new),
    path("import/<str:key>/columns", views.columns),
    path("import/<str:key>/values", views.values),
    path("import/<str:key>/load", views.load),
    path("import/<str:key>/lines", views.lines),
    path("import/<str:key>/undo", views.take_back),
    path("import/<str:key>/errors.xlsx", views.errors),
    path("import/<str:key>", views.report),
]
