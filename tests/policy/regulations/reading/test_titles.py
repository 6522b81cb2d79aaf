import pytest

from tests.policy.regulations.reading.making import read
from xianji.policy.regulations.reading.titles import clause_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("总则", "总则"),
        ("目的\n为规范销售行为。", "目的"),
        ("目的 为规范销售行为。", "目的"),
        ("适用范围：全体人员。", "适用范围"),
        ("【价格管理】不得低于成本。", "价格管理"),
        ("Purpose. This policy sets the rules.", "Purpose"),
        ("客户分类根据规模进行。", "客户分类"),
        ("为规范销售行为，制定本制度。", ""),
        ("大型客户由专人负责，并定期拜访。", ""),
    ],
)
def test_titles_of_clauses(text: str, title: str) -> None:
    assert clause_title(text) == title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("某某公司文件\n销售管理制度（试行）\n2024年1月1日\n", "销售管理制度（试行）"),
        ("Blue Sky Ltd.\nSales Policy 2024\n", "Sales Policy 2024"),
        ("", "rules"),
    ],
)
def test_titles_of_regulations(head: str, title: str) -> None:
    assert read(head + "一、甲\n二、乙\n三、丙\n").title == title
