"""Figures with a name: declared in the chapter that owns the facts, read from anywhere, the same everywhere."""

from xianji.kit.metrics.declared import Metric, metric
from xianji.kit.metrics.figures import Figure, Figures, figures

__all__ = ["Figure", "Figures", "Metric", "figures", "metric"]
