"""Requests and steps that other chapters ask for."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalConfig(AppConfig):
    name = "xianji.approval"
    label = "approval"
    verbose_name = _("Approvals")

    def ready(self) -> None:
        from xianji.approval.absences.models import Absence
        from xianji.approval.exports.needed import RIGHT, asks
        from xianji.approval.exports.whose import RIGHT as TRACE
        from xianji.approval.publications.actions import is_agreed
        from xianji.approval.requests.caring import absences_changed, people_changed
        from xianji.approval.requests.granting import grants
        from xianji.approval.requests.guards import waits
        from xianji.approval.requests.holders import DECIDE
        from xianji.approval.requests.models import Request
        from xianji.approval.requests.panels import APPROVALS, ASKED
        from xianji.kit import registry, store
        from xianji.kit.actions import approval
        from xianji.kit.exports import gate
        from xianji.kit.merging.links import Link, beside, hindrances
        from xianji.org.models import Person
        from xianji.rulebook.tables.models import publishing

        approval.grants = grants
        publishing.grants = is_agreed
        gate.fill(asks)
        right = registry.CommonRight(DECIDE, _("Decide what others delegate"), {"SUP RM SD MR CS LEG FIN HR EXE ADM": "a"})
        if APPROVALS not in registry.on_every:
            registry.on_every[:0] = [ASKED, APPROVALS]
            beside.append(Link(Request, "about_id", "about_label"))
            hindrances.append(waits)
            registry.common_rights.extend([right, RIGHT, TRACE])
            store.follow(Person, people_changed)
            store.follow(Absence, absences_changed)
