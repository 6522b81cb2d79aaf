"""Bytes to text without being told the encoding."""

import codecs

_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_BYTEWISE = ["gb18030", "big5hkscs", "cp950", "cp1252"]
_COMMON = frozenset(
    ",。、;:「」()《》“”!?·— \r\n"
    "的一是不了在人有我他这这個个为為对對应應当當和与與或及其之以上下中大小内內外前后後年月日时時分"
    "公司客户客戶销售銷售产品產品服务服務管理办法辦法规规定規定制度目的范围範圍原则原則部门部門人员人員"
    "合同合約价格價格计划計劃計畫市场市場数据數據资料資料信息資訊风险風險业务業務工作进行進行按照根据根據"
    "员员第条條章节節项項款总則总则附則附则要求负责負責审批審批审核審核报告報告提供建立确保確保加强加強"
    "责任責任行为行為时间時間开发開發分析评估評估等于於由者所需可得并並能将將用使如下列本各该該每不得"
).difference("\r\n ")


def decode(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was in; bytes that fit nothing become U+FFFD."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace").lstrip("\ufeff"), encoding
    if b"\0" in content:
        return _most_familiar(content, ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-8"])
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _most_familiar(content, _wide_first(content))


def _wide_first(content: bytes) -> list[str]:
    """UTF-16 without zero bytes (pure Chinese, no line ends) is possible only for an even count."""
    return _BYTEWISE + (["utf-16-le", "utf-16-be"] if len(content) % 2 == 0 else [])


def _most_familiar(content: bytes, encodings: list[str]) -> tuple[str, str]:
    texts = [(content.decode(encoding, "replace"), encoding) for encoding in encodings]
    return max(texts, key=lambda candidate: familiarity(candidate[0]))


def familiarity(text: str) -> float:
    """How much the text looks like one that people write: the mean over its characters beyond ASCII."""
    beyond = [character for character in text if character > "~" or character < "\t"]
    return sum(map(_worth, beyond)) / len(beyond) if beyond else 1.0


def _worth(character: str) -> float:
    if character in _COMMON:
        return 1.0
    code = ord(character)
    if 0x4E00 <= code <= 0x9FFF:
        return 0.3
    if 0xC0 <= code <= 0x17F or 0x2010 <= code <= 0x2026 or 0x3000 <= code <= 0x301F or 0xFF01 <= code <= 0xFF5E:
        return 0.4
    if code < 0x20 or 0x7F <= code <= 0x9F or 0xD800 <= code <= 0xF8FF or code == 0xFFFD:
        return -2.0
    return 0.0
