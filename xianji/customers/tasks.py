"""Index for the worker."""

from xianji.customers.health.jobs import renew_health
from xianji.customers.leads.jobs import look_after_leads, score_leads
from xianji.customers.pool.jobs import look_for_first_follow_ups, look_over_the_pools

__all__ = ["look_after_leads", "look_for_first_follow_ups", "look_over_the_pools", "renew_health", "score_leads"]
