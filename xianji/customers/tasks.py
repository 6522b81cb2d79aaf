"""Index for the worker."""

from xianji.customers.leads.jobs import look_after_leads, score_leads

__all__ = ["look_after_leads", "score_leads"]
