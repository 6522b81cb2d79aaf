"""What visits add to the chapter."""

from django.urls import path

from xianji.kit.registry import Part
from xianji.sales.visits import views
from xianji.sales.visits.controls import CONTROLS
from xianji.sales.visits.resource import VisitNoteResource, VisitResource
from xianji.sales.visits.today import MINE, READ
from xianji.sales.visits.together import TOGETHER, supervisors_come_along

part = Part(
    resources=[VisitResource, VisitNoteResource],
    controls=[*CONTROLS, supervisors_come_along],
    today=[MINE, READ, TOGETHER],
    urls=[
        path("sales/visits/go", views.page),
        path("sales/visits/taken", views.taken),
        path("sales/visits/arrive", views.arrive),
        path("sales/visits/of/<int:pk>", views.of_customer),
        path("sales/visits/<int:pk>/brief", views.brief),
    ],
)
