"""七 Risk: what may go wrong, and what stops it before it does."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RiskConfig(AppConfig):
    name = "xianji.risk"
    label = "risk"
    verbose_name = _("Risk management")

    def ready(self) -> None:
        from xianji.customers.customers.models import Customer
        from xianji.customers.events.models import AccountEvent
        from xianji.customers.teams import access
        from xianji.kit import lines, store
        from xianji.kit.merging import links
        from xianji.risk.assessments.following import follow_sheets
        from xianji.risk.assessments.models import CreditAssessment
        from xianji.risk.credit import following
        from xianji.risk.limits import merging
        from xianji.risk.limits.following import follow_ratings
        from xianji.risk.limits.models import CreditLimit
        from xianji.risk.responses.following import follow_responses
        from xianji.risk.responses.models import RiskResponse
        from xianji.risk.risks.models import Risk
        from xianji.risk.weighing.following import follow_assessments
        from xianji.risk.weighing.models import RiskAssessment

        store.follow(CreditAssessment, follow_sheets)
        store.follow(CreditAssessment, follow_ratings)
        store.follow(AccountEvent, following.follow_news)
        for kind in (CreditAssessment, CreditLimit):
            store.follow(kind, following.follow_granting)
            access.belongs(kind)
            lines.lie_with(Customer, kind, "customer")
        store.follow(RiskAssessment, follow_assessments)
        store.follow(RiskResponse, follow_responses)
        lines.lie_with(Risk, RiskAssessment, "risk")
        if (about := links.Link(Risk, "about_id", "about_label")) not in links.beside:
            links.beside.append(about)
        links.uniting.append(merging.unite)
        links.parted.append(merging.parted)
