"""Slow work that people wait for: declared with `@job`, started with `start`, shown at /jobs/."""

from xianji.kit.jobs.declared import Stopped, job
from xianji.kit.jobs.starting import retry, start, stop

__all__ = ["Stopped", "job", "retry", "start", "stop"]
