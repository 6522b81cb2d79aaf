"""In which languages a form can be shown, and the versions of what it asks people to agree to."""

from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.consents.models import NoticeVersion
from xianji.customers.consents.rules import MARKETING
from xianji.customers.webforms import rules
from xianji.customers.webforms.models import WebForm, Wording
from xianji.kit import store
from xianji.kit.refusals import Refused
from xianji.org.company.settled import company

AGREED = frozenset({"purpose", *(f"{name}_{language}" for name in ("consent", "marketing") for language in rules.LANGUAGES)})
NEEDED = ("heading", "consent")
TOLD = frozenset(f"{name}_{language}" for name in NEEDED for language in rules.LANGUAGES)


def text(form: WebForm, name: str, language: str) -> str:
    """`text(form, "heading", "zh-hans")`."""
    return str(getattr(form, f"{name}_{language.replace('-', '_')}")).strip()


def languages_of(form: WebForm) -> list[str]:
    """Those in which it has a heading and a consent text."""
    codes = (language.replace("_", "-") for language in rules.LANGUAGES)
    return [code for code in codes if all(text(form, name, code) for name in NEEDED)]


def language_for(form: WebForm, wanted: str) -> str:
    """The reader's where the form has it, else the company's, else the first that it has; empty where it has none."""
    has = languages_of(form)
    return next((one for one in (wanted, company().language) if one in has), has[0] if has else "")


def must_be_whole(form: WebForm) -> None:
    """Nobody agrees to nothing."""
    if not languages_of(form):
        raise Refused(_("Write heading and consent text in at least one language first."))


def follow_forms(told: list[tuple[WebForm, dict[str, Any]]]) -> None:
    """What is published has its texts; one that is changed there, or published anew, is a new version."""
    for form, changed in told:
        is_new = "number" in changed
        if form.state == WebForm.State.PUBLISHED and not is_new and changed.keys() & (AGREED | TOLD | {"state"}):
            must_be_whole(form)
            renew(form)


def renew(form: WebForm) -> None:
    """A version of its own for each wording that people were shown; nothing where it is as it was."""
    shown = {code: (text(form, "consent", code), text(form, "marketing", code) or None) for code in languages_of(form)}
    rows = Wording.objects.filter(form=form, edition=form.edition)
    kept = rows.values_list("language", "notice__text", "notice__purpose", "marketing__text")
    if {(code, words, form.purpose, more) for code, (words, more) in shown.items()} == set(kept):
        return
    last = Wording.objects.filter(form=form).aggregate(last=Max("edition"))["last"] or 0
    form.edition = last + 1
    WebForm.unscoped.filter(pk=form.pk).update(edition=form.edition)
    for code, (words, more) in shown.items():
        notice = notice_of(form, code, form.purpose, words)
        marketing = notice_of(form, code, MARKETING, more) if more else None
        Wording.objects.create(form=form, edition=form.edition, language=code, notice=notice, marketing=marketing)


def notice_of(form: WebForm, code: str, purpose: str, words: str) -> NoticeVersion:
    edition = f"v{form.edition} {code}"
    return store.create(
        NoticeVersion(title=form.name, purpose=purpose, edition=edition, text=words, from_on=timezone.localdate())
    )


def wording_of(form: WebForm, language: str) -> Wording | None:
    """What somebody who reads this language is shown now."""
    rows = Wording.objects.select_related("notice", "marketing")
    return rows.filter(form=form, edition=form.edition, language=language).first()
