from tests.policy.regulations.reading.making import POLICY, read
from xianji.policy.regulations.reading import Difference, ReadClause, compare
from xianji.policy.regulations.reading.comparing import spans


def clauses(**given: str) -> list[ReadClause]:
    return [
        ReadClause(key.strip("c").replace("_", "."), 1, "", text, at) for at, (key, text) in enumerate(given.items())
    ]


def told(differences: list[Difference]) -> list[tuple[str, str | None, str | None]]:
    return [(one.kind, one.old.number if one.old else None, one.new.number if one.new else None) for one in differences]


def test_nothing_changed() -> None:
    old = read(POLICY).clauses
    assert {one.kind for one in compare(old, read(POLICY.replace("，", ",")).clauses)} == {"same"}


def test_changed_added_removed() -> None:
    old = clauses(c1="目的是规范销售行为。", c2="每月拜访客户一次。", c3="价格由总监批准。")
    new = clauses(c1="目的是规范销售行为。", c2="每周拜访客户一次。", c4="礼品不得超过限额。")
    differences = compare(old, new)
    assert told(differences) == [
        ("same", "1", "1"),
        ("changed", "2", "2"),
        ("added", None, "4"),
        ("removed", "3", None),
    ]
    assert [(one.kind, one.text) for one in differences[1].spans] == [
        ("same", "每"), ("removed", "月"), ("added", "周"), ("same", "拜访客户一次。"),
    ]  # fmt: skip


def test_a_clause_put_in_renumbers_the_rest() -> None:
    old = clauses(c1="目的是规范销售行为。", c2="每月拜访客户一次。", c3="价格由总监批准后执行。")
    new = clauses(
        c1="目的是规范销售行为。", c2="新人先接受培训。", c3="每月拜访客户一次。", c4="价格由总监批准后方可执行。"
    )
    assert told(compare(old, new)) == [
        ("same", "1", "1"),
        ("added", None, "2"),
        ("moved", "2", "3"),
        ("moved", "3", "4"),
    ]


def test_removed_clauses_stand_where_they_stood() -> None:
    old = clauses(c1="甲方负责交付。", c2="乙方负责付款。", c3="双方另行约定。")
    new = clauses(c1="甲方负责交付。", c2="双方另行约定。")
    assert told(compare(old, new)) == [("same", "1", "1"), ("removed", "2", None), ("moved", "3", "2")]


def test_every_clause_appears_once() -> None:
    old, new = clauses(c1="甲", c2="甲", c3="乙"), clauses(c1="甲", c2="丙", c3="甲", c4="甲")
    differences = compare(old, new)
    assert sorted(one.old.number for one in differences if one.old) == ["1", "2", "3"]
    assert sorted(one.new.number for one in differences if one.new) == ["1", "2", "3", "4"]


def test_words_not_letters_in_english() -> None:
    found = [(one.kind, one.text) for one in spans("Visit monthly, at 9.30.", "Visit weekly, at 9.30.")]
    assert found == [("same", "Visit "), ("removed", "monthly"), ("added", "weekly"), ("same", ", at 9.30.")]
