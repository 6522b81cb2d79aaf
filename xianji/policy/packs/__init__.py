"""Audit packs: a clause or chapter over a period, with what proves it, checkable without the product."""
