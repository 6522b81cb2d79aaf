"""Mail, sent by the worker after the transaction that promised it."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.utils import DNS_NAME

from xianji.kit import outbox

TOPIC = "kit.mail"
AT_HOME = ("filebased.EmailBackend", "console.EmailBackend", "dummy.EmailBackend")


def leaves_the_house() -> bool:
    """Whether mail is set up; until then it is only written into a folder."""
    return not settings.EMAIL_BACKEND.endswith(AT_HOME)


def send_mail_later(to: str | list[str], subject: Any, text: Any, *, html: str = "", key: str) -> None:
    """Promise a mail; the same key is sent once, however often it is promised."""
    several = [to] if isinstance(to, str) else list(to)
    content = {"to": several, "subject": " ".join(str(subject).split()), "text": str(text), "html": html}
    outbox.send(TOPIC, content, f"mail:{key}"[:120])


@outbox.receiver(TOPIC)
def post(content: dict[str, Any], key: str) -> None:
    """Hand it to the mail server. Its Message-ID follows from the key, so that a second copy is known for one."""
    name = hashlib.sha256(key.encode()).hexdigest()[:32]
    mail = EmailMultiAlternatives(
        content["subject"], content["text"], to=content["to"], reply_to=content.get("reply_to"),
        headers={"Message-ID": f"<{name}@{DNS_NAME}>", **content.get("headers", {})},
    )  # fmt: skip
    if content.get("html"):
        mail.attach_alternative(content["html"], "text/html")
    mail.send()
