"""The process that sets a page: JSON comes in, a PDF goes out. Beside the server, so that its memory ends with it.

Run as `python -m xianji.kit.exports.pdf.child`; exit 3: there are no letters for a Chinese text.
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MEMORY, SECONDS = 600 * 2**20, 30
"""Data segment, and processor time; what is really used is about a quarter of the first."""
NO_LETTERS = 3
LATIN, LAST = ("Inter", "Inter Variable", "Noto Sans"), ("DejaVu Sans", "Libertinus Serif")
CHINESE = {
    "zh-hans": ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "Microsoft YaHei"),
    "zh-hant": ("Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "Noto Sans CJK SC", "Microsoft JhengHei"),
}  # fmt: skip


def main() -> int:
    limit()
    request: dict[str, Any] = json.load(sys.stdin)
    import typst

    data, language = request["data"], request["language"]
    letters = typst.Fonts()
    there = set(letters.families())
    chinese = [face for face in [*CHINESE.get(language, ()), *CHINESE["zh-hans"]] if face in there]
    if not chinese and has_hanzi(json.dumps(data, ensure_ascii=False)):
        return NO_LETTERS
    latin, last = ([face for face in faces if face in there] for faces in (LATIN, LAST))
    data["fonts"] = list(dict.fromkeys([*latin, *chinese, *last]))
    pdf = typst.compile(
        str(HERE / f"{request['template']}.typ"), root=str(HERE), font_paths=letters, format="pdf",
        pdf_tags=request["template"] == "record",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
    sys.stdout.buffer.write(pdf)
    return 0


def has_hanzi(text: str) -> bool:
    return any("\u2e80" <= letter <= "\u9fff" or letter >= "\U00020000" for letter in text)


def limit() -> None:
    """Memory and time; a system without such limits keeps the time limit of the parent."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    sys.exit(main())
