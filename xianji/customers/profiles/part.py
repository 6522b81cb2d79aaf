"""What the completeness of files adds to the chapter."""

from django.urls import path

from xianji.customers.profiles import controls, views
from xianji.kit.registry import Part

part = Part(
    controls=[
        controls.files_are_complete, controls.books_are_complete, controls.files_are_checked, controls.numbers_are_unique,
    ],
    urls=[path("customers/completeness/<int:pk>", views.completeness)],
)  # fmt: skip
