"""The password of a file: made while the page with the way to it is shown, signed so that nobody chooses one, kept nowhere."""

from django.core.signing import BadSignature, Signer

from xianji.approval.exports.models import ExportRequest
from xianji.kit.exports.locked import new_password

SALT = "xianji.exports.password"


def offered(export: ExportRequest) -> tuple[str, str]:
    """The password to read, and the same for the form that fetches the file."""
    password = new_password()
    return password, Signer(salt=SALT).sign_object([export.pk, password])


def read(export: ExportRequest, signed: str) -> str:
    """The password that we showed for this export; empty where we did not."""
    try:
        pk, password = Signer(salt=SALT).unsign_object(signed)
    except (BadSignature, ValueError, TypeError):
        return ""
    return str(password) if pk == export.pk else ""
