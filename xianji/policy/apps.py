"""一 The regulation: documents, versions, clauses; controls run, findings, exceptions and evidence."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    name = "xianji.policy"
    label = "policy"
    verbose_name = _("Regulation")

    def ready(self) -> None:
        """Policy answers the kit's two questions, counts its refusals, and stands on the pages of records."""
        from xianji.kit import ports, registry
        from xianji.policy.coverage.panel import COVERAGE
        from xianji.policy.coverage.reading import forget
        from xianji.policy.evidence.panel import EVIDENCE
        from xianji.policy.runs.following import follow_verb
        from xianji.policy.runs.refusing import count_refusal, objections
        from xianji.policy.versions.actions import forgetting

        for panel in (COVERAGE, EVIDENCE):
            if panel not in registry.on_every:
                registry.on_every.append(panel)
        if forget not in forgetting:
            forgetting.append(forget)
        ports.fill(objecting=objections, filing=follow_verb, counting=count_refusal)
