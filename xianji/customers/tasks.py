"""Index for the worker."""

from xianji.customers.leads.jobs import look_after_leads, score_leads
from xianji.customers.pool.jobs import look_for_first_follow_ups, look_over_the_pools

__all__ = ["look_after_leads", "look_for_first_follow_ups", "look_over_the_pools", "score_leads"]
