"""The worker: does slow and scheduled work until it is told to stop."""

import logging
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)
GRACE = 20
"""Seconds that a running task gets to finish after SIGTERM."""


def discover() -> None:
    """Load every tasks.py of the installed apps: what is declared elsewhere the worker never finds."""
    from django.utils.module_loading import autodiscover_modules

    autodiscover_modules("tasks")


def consumer() -> Any:
    """The consumer of the queue as the settings describe it; SIGTERM ends it gracefully, SIGINT at once."""
    from django.conf import settings
    from huey.contrib.djhuey import HUEY

    discover()
    asked: dict[str, Any] = getattr(settings, "HUEY", {}).get("consumer", {})
    return HUEY.create_consumer(**{"max_delay": 1.0, "shutdown_timeout": GRACE, "graceful_signal": "TERM", **asked})


def run(beside: Callable[[], None] | None = None) -> None:
    """Work in this process until SIGTERM or SIGINT; `beside` is called once when the worker is ready."""
    made = consumer()
    if beside is not None:
        beside()
    log.info("the worker is ready")
    made.run()
