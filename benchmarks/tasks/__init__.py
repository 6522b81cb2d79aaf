"""One module per task; each yields what it measured and runs by itself: `python -m benchmarks.tasks.listing`."""
