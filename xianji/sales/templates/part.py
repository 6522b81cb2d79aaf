"""What templates of contracts add to the chapter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import Beginning, Part
from xianji.sales.templates import views
from xianji.sales.templates.models import ContractTemplate
from xianji.sales.templates.resource import ContractTemplateResource

part = Part(
    resources=[ContractTemplateResource],
    beginnings=[
        Beginning(
            _("Take over the models of contracts"),
            _("Contracts are made from templates; our models are drafts that your lawyers check before they are used."),
            "/sales/contracttemplates/models", views.CREATE, lambda: ContractTemplate.objects.exists(),
        )
    ],
    urls=[
        path("sales/contracttemplates/models", views.models),
        path("sales/contracttemplates/<int:pk>/clauses/new", views.clause),
        path("sales/contracttemplates/<int:pk>/clauses/<int:clause>", views.clause),
        path("sales/contracttemplates/<int:pk>/clauses/<int:clause>/drop", views.drop),
    ],
)  # fmt: skip
