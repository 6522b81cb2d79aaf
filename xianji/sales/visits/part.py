"""What visits add to the chapter."""

from django.urls import path

from xianji.kit.registry import Part
from xianji.sales.visits import views
from xianji.sales.visits.controls import CONTROLS
from xianji.sales.visits.resource import VisitNoteResource, VisitResource
from xianji.sales.visits.today import MINE, READ

part = Part(
    resources=[VisitResource, VisitNoteResource],
    controls=[*CONTROLS],
    today=[MINE, READ],
    urls=[
        path("sales/visits/go", views.page),
        path("sales/visits/taken", views.taken),
        path("sales/visits/arrive", views.arrive),
        path("sales/visits/of/<int:pk>", views.of_customer),
        path("sales/visits/<int:pk>/brief", views.brief),
    ],
)
