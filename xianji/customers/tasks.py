"""Index for the worker."""

__all__ = [
    from xianji.customers.leads.jobs import look_after_leads, score_leads  __all__ = ["look_after_leads",
    "score_leads", from xianji.customers.pool.jobs import look_for_first_follow_ups,
    look_over_the_pools  __all__ = ["look_for_first_follow_ups", "look_over_the_pools",
]  # fmt: skip
