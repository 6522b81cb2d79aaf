"""Checks an audit pack without the product that made it: run `python verify.py` beside the unpacked files, or give the zip.

Only the standard library is needed. With `--heads FILE` the pack is also compared with a copy of audit.heads that you keep.
"""

import argparse
import hashlib
import json
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from io import BytesIO
from pathlib import Path

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WORDS = {
    "missing": (
        "%s is missing from the pack.",
        "底稿中缺少 %s。",
        "底稿中缺少 %s。",
    ),
    "file": (
        "%s is not the file that was packed.",
        "%s 不是当初打包的文件。",
        "%s 不是當初打包的檔案。",
    ),
    "added": (
        "%s was not packed.",
        "%s 不是当初打包的。",
        "%s 不是當初打包的。",
    ),
    "entry": (
        "Journal entry %s was edited: it has another digest.",
        "日志第 %s 条被改动：摘要不符。",
        "日誌第 %s 筆被改動：摘要不符。",
    ),
    "told": (
        "Journal entry %s does not say what stands at its place in the chain.",
        "日志第 %s 条与链中该处不符。",
        "日誌第 %s 筆與鏈中該處不符。",
    ),
    "outside": (
        "Journal entry %s lies outside the chain of this pack.",
        "日志第 %s 条不在本底稿的链中。",
        "日誌第 %s 筆不在本底稿的鏈中。",
    ),
    "link": (
        "The chain from entry %s does not lead to its head: a link was edited, removed or added.",
        "从第 %s 条起的链不能到达链头：有环节被改动、删除或添加。",
        "從第 %s 筆起的鏈不能到達鏈頭：有環節被改動、刪除或新增。",
    ),
    "head": (
        "The head %s is not among the heads that were written down.",
        "链头 %s 不在已记录的链头之中。",
        "鏈頭 %s 不在已記錄的鏈頭之中。",
    ),
    "kept": (
        "The head %s is another one in your own copy.",
        "链头 %s 与您自存的不同。",
        "鏈頭 %s 與您自存的不同。",
    ),
    "unknown": (
        "Your own copy does not have the head %s.",
        "您自存的链头中没有 %s。",
        "您自存的鏈頭中沒有 %s。",
    ),
    "evidence": (
        "Evidence row %s was edited: it does not belong to its journal entry.",
        "第 %s 行证据被改动：与其日志不符。",
        "第 %s 列證據被改動：與其日誌不符。",
    ),
    "count": (
        "The list “%s” does not have as many rows as were packed.",
        "“%s”清单的行数与打包时不同。",
        "「%s」清單的列數與打包時不同。",
    ),
    "list": (
        "The list “%s” in the spreadsheet is not the one that was packed.",
        "表格中的“%s”清单不是当初打包的。",
        "試算表中的「%s」清單不是當初打包的。",
    ),
    "row": (
        "The spreadsheet's evidence row %s says something else than the chain.",
        "表格第 %s 行证据与链不符。",
        "試算表第 %s 列證據與鏈不符。",
    ),
    "unreadable": (
        "%s cannot be read.",
        "无法读取 %s。",
        "無法讀取 %s。",
    ),
    "holds": (
        "Holds: %s",
        "成立：%s",
        "成立：%s",
    ),
    "broken": (
        "Does not hold: %s",
        "不成立：%s",
        "不成立：%s",
    ),
    "whole": (
        "Everything in this pack holds.",
        "本底稿全部成立。",
        "本底稿全部成立。",
    ),
    "files": (
        "the files are those that were packed",
        "文件都是当初打包的",
        "檔案都是當初打包的",
    ),
    "entries": (
        "%s journal entries are unchanged and stand in the chain",
        "%s 条日志未被改动且在链中",
        "%s 筆日誌未被改動且在鏈中",
    ),
    "withheld": (
        "%s more stand in the chain, without their words (outside the scope of whoever made the pack)",
        "另有 %s 条在链中，不显示内容（超出制作人的范围）",
        "另有 %s 筆在鏈中，不顯示內容（超出製作人的範圍）",
    ),
    "linked": (
        "the chain leads to head %s",
        "链通向链头 %s",
        "鏈通向鏈頭 %s",
    ),
    "proved": (
        "%s pieces of evidence belong to their entries",
        "%s 份证据与其日志相符",
        "%s 份證據與其日誌相符",
    ),
    "lists": (
        "the lists of the spreadsheet are complete and agree with the chain",
        "表格清单完整并与链一致",
        "試算表清單完整並與鏈一致",
    ),
    "print": (
        "Digest of the pack, to compare with the company's journal: %s",
        "底稿摘要，可与公司日志核对：%s",
        "底稿摘要，可與公司日誌核對：%s",
    ),
    "limited": (
        "Not all is in this pack: %s rows were left out, as it says.",
        "本底稿未含全部：如所述省略了 %s 行。",
        "本底稿未含全部：如所述省略了 %s 列。",
    ),
}


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def compact(value: object) -> str:
    """JSON as the journal hashes it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def entry_digest(told: list, values: dict) -> str:
    """The recipe of the journal: what an entry says, and the salted digests of its values."""
    return sha(compact([*told, sorted([name, digest] for name, digest in values.items())]).encode())


def link_of(previous: str, number: int, digest: str) -> str:
    return sha(f"{previous}\n{number}\n{digest}".encode())


def evidence_digest(row: dict, entry: str) -> str:
    told = [row["control"], row["clause"], row["label"], str(row["record"]), row["verb"], entry]
    return sha("\x1f".join(told).encode())


def rows_digest(rows: list) -> str:
    return sha("\x1e".join("\x1f".join(row) for row in rows).encode())


class Checked:
    """What holds and what does not, in words."""

    def __init__(self, language: str) -> None:
        self.place = {"zh-hans": 1, "zh-hant": 2}.get(language, 0)
        self.holds: list = []
        self.problems: list = []

    def say(self, key: str, *values: object) -> str:
        words = WORDS[key][self.place]
        return words % values if values else words

    def wrong(self, key: str, *values: object) -> None:
        self.problems.append((key, self.say(key, *values)))

    def right(self, key: str, *values: object) -> None:
        self.holds.append(self.say(key, *values))


def check(files: dict, heads: dict) -> Checked:
    """`files` are the pack's contents by name, `heads` {number: link} of an own copy, or empty."""
    try:
        chain = json.loads(files["chain.json"])
        manifest = json.loads(files["manifest.json"])
    except KeyError as name:
        checked = Checked("")
        checked.wrong("missing", name.args[0])
        return checked
    except ValueError:
        checked = Checked("")
        checked.wrong("unreadable", "chain.json, manifest.json")
        return checked
    checked = Checked(chain.get("language", ""))
    for part in (check_files, check_chain, check_evidence, check_lists):
        before = len(checked.problems)
        told = part(checked, files, manifest, chain, heads)
        if len(checked.problems) == before:
            for key, *values in told:
                checked.right(key, *values)
    if chain.get("left_out"):
        checked.right("limited", chain["left_out"])
    return checked


def check_files(checked: Checked, files: dict, manifest: dict, chain: dict, heads: dict) -> list:
    for name, digest in manifest.items():
        if name not in files:
            checked.wrong("missing", name)
        elif sha(files[name]) != digest:
            checked.wrong("file", name)
    for name in files:
        if name not in manifest and name != "manifest.json":
            checked.wrong("added", name)
    return [("files",)]


def check_chain(checked: Checked, files: dict, manifest: dict, chain: dict, heads: dict) -> list:
    """Each stretch is walked from the link before it to a head that was written down."""
    standing, written = {}, {int(number): link for number, link in chain["heads"]}
    for stretch in chain["stretches"]:
        link, number = stretch["after"], stretch["first"]
        for digest in stretch["digests"]:
            standing[number] = digest
            link = link_of(link, number, digest)
            number += 1
        if link != stretch["head"]:
            checked.wrong("link", stretch["first"])
        if written.get(number - 1) != stretch["head"]:
            checked.wrong("head", number - 1)
    for number, link in written.items() if heads else ():
        if number not in heads:
            checked.wrong("unknown", number)
        elif heads[number] != link:
            checked.wrong("kept", number)
    for entry in chain["entries"]:
        number = entry["seq"]
        if number not in standing:
            checked.wrong("outside", number)
        elif standing[number] != entry["digest"]:
            checked.wrong("told", number)
        elif entry.get("told") is not None and entry_digest(entry["told"], entry["values"]) != entry["digest"]:
            checked.wrong("entry", number)
    hidden = sum(1 for entry in chain["entries"] if entry.get("told") is None)
    told = [("entries", len(chain["entries"]) - hidden)] + ([("withheld", hidden)] if hidden else [])
    return told + [("linked", ", ".join(str(number) for number in sorted(written)[-3:]))] if written else told


def check_evidence(checked: Checked, files: dict, manifest: dict, chain: dict, heads: dict) -> list:
    digests = {entry["seq"]: entry["digest"] for entry in chain["entries"]}
    for place, row in enumerate(chain["evidence"], 1):
        if row["entry"] not in digests or evidence_digest(row, digests[row["entry"]]) != row["digest"]:
            checked.wrong("evidence", place)
    return [("proved", len(chain["evidence"]))]


def check_lists(checked: Checked, files: dict, manifest: dict, chain: dict, heads: dict) -> list:
    """The sheets of the workbook against what was packed, and the evidence row by row against the chain."""
    try:
        sheets = workbook(files["lists.xlsx"])
    except (KeyError, ValueError, zipfile.BadZipFile, ElementTree.ParseError):
        checked.wrong("unreadable", "lists.xlsx")
        return []
    for place, packed in enumerate(chain["lists"]):
        rows = sheets[place] if place < len(sheets) else []
        if len(rows) != packed["rows"]:
            checked.wrong("count", packed["title"])
        elif rows_digest(rows) != packed["sha256"]:
            checked.wrong("list", packed["title"])
        if packed["name"] == "evidence":
            for number, (row, proof) in enumerate(zip(rows, chain["evidence"], strict=False), 1):
                if row[:1] + row[-2:] != [proof["clause"], str(proof["entry"]), proof["digest"]]:
                    checked.wrong("row", number)
    return [("lists",)]


def workbook(data: bytes) -> list:
    """The texts of each sheet without its headings; a row is as long as its headings."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            tree = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 - the pack's own file
            shared = ["".join(text.text or "" for text in item.iter(f"{SHEET}t")) for item in tree]
        names = sorted(
            (name for name in book.namelist() if name.startswith("xl/worksheets/sheet")),
            key=lambda name: int("".join(letter for letter in name if letter.isdigit())),
        )
        return [rows_of(ElementTree.fromstring(book.read(name)), shared) for name in names]  # noqa: S314


def rows_of(tree: ElementTree.Element, shared: list) -> list:
    found = []
    for row in tree.iter(f"{SHEET}row"):
        cells = {}
        for cell in row.iter(f"{SHEET}c"):
            value = cell.find(f"{SHEET}v")
            text = "".join(part.text or "" for part in cell.iter(f"{SHEET}t"))
            if value is not None and value.text is not None:
                text = shared[int(value.text)] if cell.get("t") == "s" else value.text
            cells[column_of(cell.get("r", "A"))] = text
        found.append(cells)
    if not found:
        return []
    width = max(found[0], default=-1) + 1
    return [[cells.get(place, "") for place in range(width)] for cells in found[1:]]


def column_of(reference: str) -> int:
    """A → 0, AA → 26."""
    place = 0
    for letter in reference:
        if letter.isalpha():
            place = place * 26 + ord(letter.upper()) - 64
    return place - 1


def read(path: Path) -> dict:
    if path.is_dir():
        return {file.name: file.read_bytes() for file in path.iterdir() if file.is_file() and not file.name.startswith(".")}
    with zipfile.ZipFile(path) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def read_heads(path: str) -> dict:
    """audit.heads: number, link and moment in each line."""
    lines = Path(path).read_text(encoding="utf-8").splitlines() if path else []
    parts = [line.split() for line in lines]
    return {int(part[0]): part[1] for part in parts if len(part) >= 2 and part[0].isdigit()}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("pack", nargs="?", default=str(Path(__file__).resolve().parent))
    parser.add_argument("--heads", default="", help="your own copy of audit.heads")
    asked = parser.parse_args()
    files = read(Path(asked.pack))
    checked = check(files, read_heads(asked.heads))
    for told in checked.holds:
        print(checked.say("holds", told))
    for _key, told in checked.problems:
        print(checked.say("broken", told))
    if "manifest.json" in files:
        print(checked.say("print", sha(files["manifest.json"])))
    if not checked.problems:
        print(checked.say("whole"))
    return 1 if checked.problems else 0


if __name__ == "__main__":
    sys.exit(main())
