"""How much a text decoded one way looks like what people write: between 0 (noise) and 1."""

from __future__ import annotations

import re

COMMON_HAN = frozenset(
    "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起"
    "还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其"
    "种声全工己话者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却"
    "代军产入先山五太水万市性体目度及安金张王李刘陈杨赵黄周吴徐孙胡朱林何郭马罗华南广州江河湖省区县路号室司限股份有商品客户联系"
    "编码称类型单价数量总额合计备注状态负责期交货地址话手机传真邮箱订销售售部门渠道行业级别等城市科技贸易集团实业电子信息建设投资"
    "應們這個來說為時會過後學對還發當無開樣現將與進實點種聲話問業間電東門關內產萬體廣號總額備註狀態負責單價數量編碼稱類聯繫訂購"
    "銷貨區縣張劉陳楊趙黃吳孫馬羅華灣臺台幣統營監證券銀險機構資設電腦際財團責長務員經濟鐵鋼紡織橡膠網實業股份限製造貿易運輸館"
)
BROKEN_SHARE = 0.05
_FULLWIDTH = re.compile("[\u3000-\u303f\uff01-\uff5e\uffe0-\uffe5\u2014\u2018-\u201d\u2026\u2103\u2460-\u249b\u00b7]")
_GB_PAIR = re.compile(rb"[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]|[\x81-\xfe][\x40-\xfe]|[\x80-\xff]")
_USUAL_ACCENTS = frozenset("éèêëàâäáãåçîïíñôöóõøùûüúßæœÿ")
_USUAL_SIGNS = frozenset("’‘“”–—…•€£©®™°«»¿¡§¹²³½¼¾·´¥")
_RUN = re.compile(r"([A-Za-z]?)([^\x00-\x7f]+)([A-Za-z]?)")


def plausibility(sample: bytes, encoding: str) -> float:
    """Mean plausibility of the characters beyond ASCII; 0 when more than a few of them do not decode."""
    text = sample.decode(encoding, errors="replace")
    if text.count("\ufffd") > BROKEN_SHARE * sum(character > "\x7f" for character in text):
        return 0.0
    if re.search("[\ue000-\uf8ff\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x80-\x9f]", text):
        return 0.0
    if encoding in ("cp1252", "mac_roman"):
        return western(text)
    return chinese(sample, encoding)


def chinese(sample: bytes, encoding: str) -> float:
    """Frequent characters count fully, those of the first level of the standard half, rare ones against it."""
    total = points = 0.0
    for match in _GB_PAIR.finditer(sample):
        pair = match.group()
        character = pair.decode(encoding, errors="replace")
        total += 1
        if character in COMMON_HAN:
            points += 1
        elif first_level(pair, encoding) or _FULLWIDTH.match(character):
            points += 0.6
        elif len(pair) == 1 or not "\u3400" <= character[0] <= "\u9fff":
            points -= 0.5
        else:
            points -= 0.2
    return max(points / total, 0.0) if total else 0.0


def first_level(pair: bytes, encoding: str) -> bool:
    """The characters each standard calls frequent: GB 2312 rows 16 to 55, Big5 A440 to C67E."""
    if len(pair) != 2:
        return False
    lead, trail = pair
    if encoding == "gb18030":
        return 0xB0 <= lead <= 0xD7 and trail >= 0xA1
    return 0xA4 <= lead <= 0xC6


def western(text: str) -> float:
    """Small accented letters inside words and typographic signs between them are usual; the reverse is not."""
    total = points = 0.0
    for before, run, after in _RUN.findall(text):
        total += len(run)
        points += sum(letter_points(character, before, after) for character in run) if len(run) <= 2 else 0
    return max(points / total, 0.0) if total else 0.0


def letter_points(character: str, before: str, after: str) -> float:
    """Between 1 (as people write) and -1 (as only a wrong encoding yields)."""
    in_word = bool(before) and bool(after)
    if character in "’‘":
        return 1.0 if before else 0.6
    if character in _USUAL_ACCENTS:
        return 0.9 if before or after else 0.5
    if character in _USUAL_SIGNS:
        return -0.5 if in_word and character not in "–—·" else 0.7
    if character.isupper():
        return -0.5 if before.islower() else 0.6
    return -1.0
