"""Mails that are owed: all that is due for one person goes in one mail, in that person's language."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xianji.kit.mail import send_mail_later
from xianji.org.company.settled import company
from xianji.org.models import User
from xianji.workspace.notices.models import Notice

BLOCK = 2_000
"""So many notices are looked at in one go; the next minute goes on."""
MOST = 50
"""Notices told in one mail; of the others it says how many there are."""


def post_due() -> int:
    """How many mails were promised. A person's notices are locked while theirs is written, so none is told twice."""
    due = Notice.objects.filter(mail_at__lte=timezone.now())
    people = list(dict.fromkeys(due.order_by("mail_at", "pk").values_list("person", flat=True)[:BLOCK]))
    accounts = {user.person_id: user for user in User.objects.filter(person__in=people, is_active=True).exclude(email="")}
    return sum(post(person, accounts.get(person)) for person in people)


@transaction.atomic
def post(person: int, account: User | None) -> bool:
    now = timezone.now()
    notices = list(Notice.objects.select_for_update().filter(person=person, mail_at__lte=now).order_by("pk"))
    if not notices:
        return False
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    if account is None:
        rows.update(mail_at=None)
        return False
    with translation.override(account.language or company().language):
        subject = notices[0].told if len(notices) == 1 else digest_title(len(notices))
        send_mail_later(account.email, subject, written(notices), key=f"notices:{person}:{notices[0].pk}-{notices[-1].pk}")
    rows.update(mail_at=None, mailed_at=now)
    return True


def digest_title(count: int) -> str:
    return ngettext("%(count)s notice", "%(count)s notices", count) % {"count": count}


def written(notices: list[Notice]) -> str:
    """Each sentence, the words of a person below it, and where it stands."""
    parts = ["\n".join(line for line in (notice.told, notice.text, address(notice)) if line) for notice in notices[:MOST]]
    if rest := max(0, len(notices) - MOST):
        more = ngettext("%(count)s more stands in the product.", "%(count)s more stand in the product.", rest)
        parts.append(more % {"count": rest})
    where = _("How you are told is up to you: %(address)s") % {"address": whole("/workspace/notices/settings")}
    return "\n\n".join([*parts, where])


def address(notice: Notice) -> str:
    return whole(notice.about_href or "/workspace/notices")


def whole(path: str) -> str:
    """With the host, where one is set."""
    return f"{settings.CSRF_TRUSTED_ORIGINS[0]}{path}" if settings.CSRF_TRUSTED_ORIGINS else path
