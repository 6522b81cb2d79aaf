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

        store.follow(CreditAssessment, follow_sheets)
        store.follow(CreditAssessment, follow_ratings)
        store.follow(AccountEvent, following.follow_news)
        for kind in (CreditAssessment, CreditLimit):
            store.follow(kind, following.follow_granting)
            access.belongs(kind)
            lines.lie_with(Customer, kind, "customer")
        links.uniting.append(merging.unite)
        links.parted.append(merging.parted)
