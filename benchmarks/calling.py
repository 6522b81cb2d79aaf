"""Calling the product as its server does, in this process: a request through the whole application, by a token or a session."""

import io
import json
from typing import Any
from urllib.parse import urlencode

LOGINS = {"own": "seller", "team": "lead", "region": "region", "all": "director", "nobody": "nobody"}
"""One person of every scope, as `xianji generate` opens their accounts."""
WORD = "b" * 32


def user_of(scope: str) -> Any:
    from xianji.org.models import User

    return User.objects.get(login=LOGINS[scope])


def actor_of(scope: str) -> Any:
    from xianji.org import actors

    return actors.actor_of(user_of(scope))


class Caller:
    """Somebody signed in: `get`, `post` a form, `send` JSON with a token; a failed call raises."""

    def __init__(self, scope: str) -> None:
        from django.conf import settings
        from django.core.wsgi import get_wsgi_application
        from django.test import Client

        from xianji.org.users import tokens

        settings.WHITENOISE_AUTOREFRESH = False
        self.application = get_wsgi_application()
        self.user = user_of(scope)
        browser = Client()
        browser.force_login(self.user)
        self.cookies = f"sessionid={browser.cookies['sessionid'].value}; csrftoken={WORD}"
        self.token = tokens.issue(self.user, "benchmark", days=1)

    def get(self, path: str) -> bytes:
        return self.call("GET", path, HTTP_COOKIE=self.cookies)

    def post(self, path: str, fields: dict[str, Any]) -> bytes:
        """A form; its answer must be the way on, not the form again."""
        kind = "application/x-www-form-urlencoded"
        return self.call("POST", path, urlencode(fields).encode(), kind, 302, HTTP_COOKIE=self.cookies, HTTP_X_CSRFTOKEN=WORD)

    def send(self, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """JSON to the API."""
        status = 201 if method == "POST" and "/do/" not in path else 200
        content = json.dumps(body).encode()
        token = f"Bearer {self.token}"
        return json.loads(self.call(method, path, content, "application/json", status, HTTP_AUTHORIZATION=token))

    def call(self, method: str, path: str, content: bytes = b"", kind: str = "", expected: int = 200, **more: str) -> bytes:
        told: list[str] = []
        address, _mark, asked = path.partition("?")
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": address.encode().decode("latin-1"), "QUERY_STRING": asked,
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(content), "CONTENT_LENGTH": str(len(content)), "CONTENT_TYPE": kind,
            "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", **more,
        }  # fmt: skip
        answer = self.application(environ, lambda status, headers, problem=None: told.append(status))
        made = b"".join(answer)
        answer.close()
        if not told[0].startswith(str(expected)):
            raise SystemExit(f"{method} {path}: {told[0]}\n{made.decode(errors='replace')[:2000]}")
        return made
