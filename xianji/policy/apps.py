"""一 The regulation: documents, versions, clauses; controls run, findings, exceptions and evidence."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    name = "xianji.policy"
    label = "policy"
    verbose_name = _("Regulation")

    def ready(self) -> None:
        """Policy answers the kit's two questions and counts its refusals."""
        from xianji.kit import ports
        from xianji.policy.evidence.filing import file_evidence
        from xianji.policy.runs.refusing import count_refusal, objections

        ports.fill(objecting=objections, filing=file_evidence, counting=count_refusal)
