"""Boards: the records of a list as cards in lanes, one lane per state or choice."""

from xianji.kit.boards.declared import Board

__all__ = ["Board"]
