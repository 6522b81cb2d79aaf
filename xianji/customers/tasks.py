"""Index for the worker."""

from xianji.customers.classification.jobs import sort_customers
from xianji.customers.duplicates.jobs import compare_all, compare_changed
from xianji.customers.health.jobs import renew_health
from xianji.customers.leads.jobs import look_after_leads, score_leads
from xianji.customers.nurturing.jobs import go_on_nurturing
from xianji.customers.pool.jobs import look_for_first_follow_ups, look_over_the_pools
from xianji.customers.quality.jobs import draw_files

__all__ = [
    "draw_files", "look_after_leads", "look_for_first_follow_ups", "look_over_the_pools", "renew_health",
    "score_leads", "sort_customers", "compare_all", "compare_changed", "go_on_nurturing",
]  # fmt: skip
