"""What a clause or the regulation may be called: suggestions, never more."""

import re

from xianji.policy.regulations.reading.lines import Line

_STOP = re.compile("[。；;，,：:！!?？]|[.](?=\\s|$)")
_ENCLOSED = re.compile(r"\s*[【\[〔]([^】\]〕\n]{1,30})[】\]〕]")
_SET_APART = re.compile(r"\s*([^\s。；;，,：:！!?？]{2,20})(?:[ \u3000]+|\s*[：:]\s*)(?=[\u3400-\u9fff])")
_SET_APART_LATIN = re.compile(r"\s*([A-Z][^.:;,\n]{1,50}?)(?:\.|:|\s[–—-])\s+(?=[A-Z])")
_NAMED = re.compile(
    "(?:办法|辦法|规定|規定|制度|规范|規範|细则|細則|条例|條例|规程|規程|章程|守则|守則|指引|手册|手冊|准则|準則|标准|標準|方案)"
    r"(?:[（(].{1,12}[)）])?$|\b(?:regulations?|polic(?:y|ies)|rules|procedures?|code|handbook|manual|guidelines?)\b",
    re.IGNORECASE,
)
_ENDS = (
    "原则|原則|目的|范围|範圍|趋势|趨勢|分析|调研|調研|研究|报告|報告|分类|分類|策略|设定|設定|制定|开发|開發|拓展|档案|檔案|维护|維護"
    "|管理|选拔|選拔|发展|發展|激励|激勵|拜访|拜訪|谈判|談判|执行|執行|服务|服務|收集|方法|指标|指標|应用|應用|识别|識別|评估|評估|措施"
    "|职责|職責|权限|權限|流程|程序|要求|监督|監督|考核|培训|培訓|审批|審批|附则|附則|解释|解釋|修订|修訂|定义|定義"
)
_BEGINS = (
    "本|为|為|根据|根據|按照|依|对|對|通过|透過|应|應|建立|制定|運用|运用|采用|採用|针对|針對|定期|及时|及時|严格|嚴格|全面|收集|利用"
    "|安排|分析|研究|综合|綜合|选择|選擇|加强|加強|以|在|强调|強調|详细|詳細|凡|各|所有|公司|销售人员|銷售人員|销售合同|銷售合同|每|由"
    "|提供|招聘|明确|明確|确定|確定"
)
_RUN_IN = re.compile(rf"\s*([\u3400-\u9fff]{{0,12}}?(?:{_ENDS}))(?=(?:{_BEGINS})[\u3400-\u9fff])")
_LONGEST_TITLE = 40
_AUTHORITY = re.compile(r"^[（(]|^[\d./年月日 -]+$|^(?:目\s*[录錄]|contents)$", re.IGNORECASE)


def clause_title(text: str) -> str:
    """The heading a text begins with; empty when nothing sets one apart."""
    first, _, rest = text.partition("\n")
    if len(first) <= _LONGEST_TITLE and not _STOP.search(first) and (rest or len(first) <= 30):
        return first.strip()
    for form in (_ENCLOSED, _SET_APART, _SET_APART_LATIN, _RUN_IN):
        if found := form.match(first):
            return found[1].strip()
    return ""


def regulation_title(before: list[Line], same_line: str, fallback: str) -> tuple[str, list[str]]:
    """The name of the regulation from what stands before its first number, and the other lines there."""
    lines = [Line(same_line)] if same_line.strip() else []
    others = [line for line in [*before, *lines] if line.text.strip()]
    best = max(reversed(others), key=_titleness, default=None)
    if best is None or _titleness(best) <= 0:
        return fallback, [line.text.strip() for line in others]
    title = best.text.strip()
    return title, [line.text.strip() for line in others if line.text.strip() != title]


def _titleness(line: Line) -> int:
    """Called a title by the file, named like a regulation, or at least short; the last such line wins."""
    text = line.text.strip()
    if len(text) > _LONGEST_TITLE * 2 or _STOP.search(text) or _AUTHORITY.search(text):
        return 0
    return 1 + 3 * bool(_NAMED.search(text)) + 3 * (line.heading == 1) + 4 * line.is_title
