"""The kinds of files that are taken: nothing that a browser or a system would run. What a file is called and what it holds
must say the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext as _

from xianji.kit.files import content
from xianji.kit.refusals import Refused

IMAGE, DOCUMENT = "image", "document"


@dataclass(frozen=True)
class Kind:
    """`is_this` looks at the bytes; `shown` is how a browser may show it, empty if it is only ever downloaded."""

    name: str
    mime: str
    icon: str
    is_this: Callable[[IO[bytes]], bool]
    shown: str = ""
    endings: tuple[str, ...] = ()

    def ends(self, ending: str) -> bool:
        return ending in (self.endings or (self.name,))


OPEN_XML = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
KINDS = (
    Kind("pdf", "application/pdf", "file-text", content.is_pdf, DOCUMENT),
    Kind("png", "image/png", "photo", content.is_png, IMAGE),
    Kind("jpeg", "image/jpeg", "photo", content.is_jpeg, IMAGE, ("jpg", "jpeg")),
    Kind("gif", "image/gif", "photo", content.is_gif, IMAGE),
    Kind("webp", "image/webp", "photo", content.is_webp, IMAGE),
    Kind("heic", "image/heic", "photo", content.box("heic", "heix", "hevc", "mif1", "msf1"), "", ("heic", "heif")),
    Kind("docx", f"{OPEN_XML}.wordprocessingml.document", "file-text", content.packed("word/document.xml")),
    Kind("xlsx", f"{OPEN_XML}.spreadsheetml.sheet", "file-spreadsheet", content.packed("xl/workbook.xml")),
    Kind("pptx", f"{OPEN_XML}.presentationml.presentation", "file-description", content.packed("ppt/presentation.xml")),
    Kind("odt", f"{OPEN_DOCUMENT}.text", "file-text", content.packed("content.xml", f"{OPEN_DOCUMENT}.text")),
    Kind("ods", f"{OPEN_DOCUMENT}.spreadsheet", "file-spreadsheet",
         content.packed("content.xml", f"{OPEN_DOCUMENT}.spreadsheet")),
    Kind("odp", f"{OPEN_DOCUMENT}.presentation", "file-description",
         content.packed("content.xml", f"{OPEN_DOCUMENT}.presentation")),
    Kind("doc", "application/msword", "file-text", content.compound("WordDocument"), "", ("doc", "wps")),
    Kind("xls", "application/vnd.ms-excel", "file-spreadsheet", content.compound("Workbook", "Book"), "", ("xls", "et")),
    Kind("ppt", "application/vnd.ms-powerpoint", "file-description", content.compound("PowerPoint Document"), "",
         ("ppt", "dps")),
    Kind("text", "text/plain", "file-text", content.is_text, "", ("txt", "md", "csv")),
    Kind("mp3", "audio/mpeg", "microphone", content.is_mp3),
    Kind("m4a", "audio/mp4", "microphone", content.box("M4A ", "mp42", "isom", "3gp4", "3gp5")),
    Kind("mp4", "video/mp4", "player-play", content.box("mp41", "mp42", "isom", "iso2", "avc1", "qt  "), "", ("mp4", "mov")),
)  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS}
ENDINGS = tuple(ending for kind in KINDS for ending in (kind.endings or (kind.name,)))


def kind_of(name: str, file: IO[bytes]) -> Kind:
    """The kind that name and content agree on; refused with the rule that is broken."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    told: dict[str, Any] = {"name": name, "ending": ending}
    kind = next((one for one in KINDS if one.ends(ending)), None)
    if kind is None:
        told["kinds"] = ", ".join(ENDINGS)
        raise Refused(_("“%(name)s” is of a kind that is not taken. Possible: %(kinds)s.") % told)
    file.seek(0)
    try:
        found = kind.is_this(file)
    except content.Unsafe as unsafe:
        raise Refused(_("“%(name)s” is not taken: %(reason)s") % {**told, "reason": str(unsafe)}) from unsafe
    finally:
        file.seek(0)
    if not found:
        raise Refused(_("“%(name)s” ends in .%(ending)s, but holds something else or is damaged.") % told)
    return kind
