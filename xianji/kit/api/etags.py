"""Reading again only what has changed: the ETag names the content as it was told, and the version where there is one."""

from hashlib import blake2b
from typing import Any

from django.http import HttpRequest, HttpResponse

from xianji.kit.api.errors import written


def fresh(request: HttpRequest, content: Any, version: int | None = None) -> HttpResponse:
    """The content, or 304 where the caller has it already. The version alone would not do: what is told of a record also
    changes with what it links to."""
    body = written(content)
    mark = blake2b(body, digest_size=8).hexdigest()
    etag = f'"{mark}"' if version is None else f'"{version}-{mark}"'
    if has_it(request.headers.get("If-None-Match", ""), etag):
        return HttpResponse(status=304, headers={"ETag": etag})
    return HttpResponse(body, content_type="application/json", headers={"ETag": etag})


def has_it(said: str, etag: str) -> bool:
    return said.strip() == "*" or etag in {one.strip().removeprefix("W/") for one in said.split(",")}
