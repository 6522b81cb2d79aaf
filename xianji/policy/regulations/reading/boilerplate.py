"""What a web page or a printer put around the regulation: found by its words and shape, never by one site's name."""

import re
from collections import Counter

from xianji.policy.regulations.reading.lines import Line

_SITE_WORDS = re.compile(
    "本站|本网站|本網站|温馨提示|溫馨提示|免费阅读|免費閱讀|(?:继续|繼續|展开|展開|阅读|閱讀)全文|未[读讀]|下[载載](?:本|文|后|後|资|資|此)"
    "|[点點][击擊].{0,4}下[载載]|版[权權](?:声明|聲明|说明|說明|所有)|侵[权權].{0,8}(?:联系|聯[系繫]|举报|舉報|删除|刪除)"
    "|[举舉][报報]或[认認][领領]|(?:发表|發表|提交)[评評][论論]|[评評][论論]区|最新文[档檔]|文[档檔][简簡]介|猜你喜[欢歡]"
    "|相[关關](?:推荐|推薦|文[档檔章]|[阅閱][读讀])|上一篇|下一篇|返回[顶頂]部|ICP[备備]|网安备|文[库庫]|[扫掃][码碼]"
    "|[转轉][载載](?:请|請|自|注明|註明)|[责責]任[编編][辑輯]|[浏瀏][览覽](?:量|次)|[阅閱][读讀](?:量|[数數])"
    "|(?:立即|会员|會員)登[录錄]|[注註][册冊]登[录錄]|WinRAR|[压壓][缩縮]文件"
    "|[Aa]ll rights reserved|©|[Pp]owered by|[Cc]ookies?\\b|[Ss]ign (?:in|up)\\b|[Ll]og in\\b|[Pp]rivacy [Pp]olicy"
    "|[Tt]erms of (?:[Uu]se|[Ss]ervice)|[Ss]hare this|[Rr]elated (?:posts|articles|documents)"
    "|[Ll]eave a (?:comment|reply)|[Dd]ownload (?:PDF|this|now)|[Bb]ack to top"
)
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—·]?\s*\d{1,4}\s*[-–—·]\s*|第\s*\d+\s*[页頁](?:\s*[,，/／]?\s*共\s*\d+\s*[页頁])?|\d+\s*[/／]\s*\d+"
    r"|[Pp]age\s+\d+(?:\s+of\s+\d+)?)\s*"
)
_STOP = re.compile("[。；;：:，,.!！?？]")
_BULLET = re.compile(r"\s*[•·●■◆▪※★☆○□]")
_FRAGMENT = 14
_PROSE = 25
_ENOUGH = 2.0
_BODY = 4.0
_RUNNING = 3


def around(lines: list[Line], is_numbered: list[bool]) -> tuple[int, int]:
    """Where the regulation's own lines begin and end, as far as foreign lines before and after it show."""
    worths = [_foreignness(line.text, numbered) for line, numbered in zip(lines, is_numbered, strict=True)]
    has_words = [bool(_SITE_WORDS.search(line.text)) for line in lines]
    edges = [worth > 0 and has for worth, has in zip(worths, has_words, strict=True)]
    head = _longest(worths, edges)
    tail = _longest(worths[::-1], edges[::-1])
    return (head, len(lines) - tail) if head + tail < len(lines) else (0, len(lines))


def _longest(worths: list[float], edges: list[bool]) -> int:
    """How many lines from the edge are foreign taken together; the innermost of them must show it by its words."""
    cut, total, lowest_allowed = 0, 0.0, -_BODY
    for count, (worth, is_edge) in enumerate(zip(worths, edges, strict=True), start=1):
        total += worth
        lowest_allowed = max(lowest_allowed, total - _BODY)
        if total < lowest_allowed:
            break
        if is_edge and total > _ENOUGH:
            cut = count
    return cut


def _foreignness(text: str, is_numbered: bool) -> float:
    """Above zero for a web page's line, below zero for one of a regulation."""
    text = text.strip()
    if not text:
        return 0.0
    worth = min(6.0, 2.0 * len(_SITE_WORDS.findall(text)))
    if worth and _BULLET.match(text):
        return worth
    if len(text) <= _FRAGMENT and not _STOP.search(text.rstrip(".").partition(".")[2] if is_numbered else text):
        return worth + (-0.3 if is_numbered else 0.4)
    return worth - len(text) / _PROSE - 1.0


def printed(lines: list[Line]) -> list[int]:
    """Indexes of page numbers, and of the headers and footers beside them that come back on every page."""
    written = [at for at, line in enumerate(lines) if line.text.strip()]
    pages = {at for at in written if _PAGE_NUMBER.fullmatch(lines[at].text)}
    turns = [place for place, at in enumerate(written) if at in pages]
    beside = {near for place in turns for near in written[max(0, place - 2) : place + 3]}
    running = Counter(lines[at].text.strip() for at in beside - pages)
    return [at for at in written if at in pages or (at in beside and running[lines[at].text.strip()] >= _RUNNING)]
