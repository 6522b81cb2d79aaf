"""The score sheet as the tables read it: points for each item, the score, and the rating with what it grants (F-26)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from xianji.lib import money
from xianji.risk.assessments import rules
from xianji.rulebook.parameters.declared import parameters
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.deciding import Answer, decide, in_force

SCORE, RATING = "credit.score", "credit.rating"
ZERO = Decimal(0)


@dataclass(frozen=True)
class Item:
    """One line of the sheet: how many points of how many, and the row of the table that gave them."""

    key: str
    points: Decimal
    most: Decimal
    row: str = ""


@dataclass(frozen=True)
class Sheet:
    """An assessment scored by the tables of its day."""

    assessment: Any

    @property
    def on(self) -> date:
        return self.assessment.as_of

    @cached_property
    def answer(self) -> Answer:
        return decide(SCORE, self.on, **{name: getattr(self.assessment, name) for name in rules.INPUTS})

    @cached_property
    def items(self) -> dict[str, Item]:
        """Each item with its points, of the most that a row gives for it."""
        content = in_force(SCORE, self.on)[1].content
        most: dict[str, Decimal] = {}
        got: dict[str, tuple[Decimal, str]] = {}
        for row in content.rows:
            key = next(name for name in rules.INPUTS if row.when.get(name))
            points = Decimal(row.then["points"])
            most[key] = max(points, most.get(key, ZERO))
            if row.id in self.answer.rows:
                got[key] = (got.get(key, (ZERO, ""))[0] + points, row.id)
        return {key: Item(key, got.get(key, (ZERO, ""))[0], top, got.get(key, (ZERO, ""))[1]) for key, top in most.items()}

    @cached_property
    def has_statements(self) -> bool:
        figures = [getattr(self.assessment, name) for name in rules.FINANCIALS]
        return rules.are_at_hand(self.assessment.statements_on, figures, self.on, int(value("credit.statements", self.on)))

    def points_of(self, group: str) -> tuple[Decimal, Decimal]:
        """(points, most) of one of the five, before anything is taken away."""
        items = [self.items[key] for key in rules.ITEMS[group] if key in self.items]
        return sum((one.points for one in items), ZERO), sum((one.most for one in items), ZERO)

    @cached_property
    def taken(self) -> Decimal:
        """What capacity and capital lose where there are no statements, or only old ones."""
        if self.has_statements:
            return ZERO
        (a, most_a), (b, most_b) = self.points_of(rules.CAPACITY), self.points_of(rules.CAPITAL)
        return a + b - rules.capped(a + b, most_a + most_b, value("credit.missing", self.on))

    @cached_property
    def score(self) -> Decimal:
        return sum((self.points_of(group)[0] for group in rules.ITEMS), ZERO) - self.taken

    @property
    def is_vetoed(self) -> bool:
        return bool(self.assessment.veto) or self.assessment.record == rules.LISTED

    def rated(self, overdue_days: int | None = None) -> Answer:
        """The rating and what it grants, as it was assessed, or with so many days overdue as there are now."""
        one = self.assessment
        return decide(
            RATING, self.on, veto=self.is_vetoed, overdue=one.overdue_days if overdue_days is None else overdue_days,
            score=self.score, statements=self.has_statements, new=one.is_new,
        )  # fmt: skip


def rated_now(assessment: Any, overdue_days: int) -> Answer:
    """What a stored assessment comes to with so many days overdue: the score is the one that was approved."""
    sheet = Sheet(assessment)
    sheet.__dict__["score"] = assessment.score
    return sheet.rated(overdue_days)


def bring(assessment: Any) -> None:
    """Score, rating and what it grants, put on the assessment as its inputs stand."""
    sheet, on = Sheet(assessment), assessment.as_of
    said = sheet.rated()
    assessment.score, assessment.rating = sheet.score, said["rating"]
    assessment.terms_days = None if said["terms"] is None else int(said["terms"])
    assessment.advance = said["advance"]
    assessment.review_on = rules.months_before(on, -int(said["review"])) if said["review"] is not None else None
    assessment.limit = limit_of(assessment, said)


def limit_of(assessment: Any, said: Answer) -> Decimal:
    """The standard limit: monthly sales × terms ÷ 30 × factor, no more than a share of the net assets and than the rating
    allows without the management, down to a whole step (F-27)."""
    on, most = assessment.as_of, [said["limit"]]
    if assessment.assets is not None:
        most.append(money.times(assessment.assets, value("credit.assets", on)))
    formula = rules.by_formula(assessment.monthly_sales, int(said["terms"] or 0), said["factor"])
    return rules.whole_steps(formula, most, value("credit.step", on))


def longest(rating: str, on: date) -> int:
    """The age in days up to which a rating holds."""
    key = f"credit.age.{rating}"
    return int(value(key if key in parameters else "credit.age", on))
