"""A small invented company with three years of plausible activity, in the language asked for."""

from xianji.config.demo.load import load

__all__ = ["load"]
