"""What expenses add to the chapter."""

from xianji.kit.registry import Part
from xianji.sales.expenses.metrics import spent
from xianji.sales.expenses.resource import ExpenseResource

part = Part(resources=[ExpenseResource], metrics=[spent])
