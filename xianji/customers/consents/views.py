"""Writing down what a person says: by a form, or a no by one press."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.consents import rules
from xianji.customers.consents.models import Channel, Consent, NoticeVersion, Purpose
from xianji.customers.consents.panel import CONSENTS, CREATE
from xianji.customers.consents.writing import write_down
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import (
    Http404,
    HttpRequest,
    HttpResponse,
    KitForm,
    forms,
    go,
    page_for,
    render,
    require_http_methods,
    require_POST,
    safe_next,
)
from xianji.workspace.about import subject_of

TEXTS = 100


@require_http_methods(["GET", "POST"])
@page_for(CREATE)
def about(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Anything a person says: yes to a purpose with the text they were shown, or a no."""
    resource, person = whose(label, pk)
    form = KitForm(request.POST if request.method == "POST" else None, asked())
    if form.is_valid():
        try:
            write_down(person, **form.cleaned_data)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return go(request, safe_next(request, resource.address(pk)), _("Written down; it holds from now on."))
    context = {"form": form, "resource": resource, "record": person, "title": _("Write down a consent"), "glyph": "check"}
    over = request.headers.get("HX-Target") == "verb"
    return render(request, "kit/act_dialog.html" if over else "kit/act.html", context, status=form.status)


@require_POST
@page_for(CREATE)
def stop(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """One press: no marketing any more, or no contact at all. As easy as it was to say yes."""
    resource, person = whose(label, pk)
    purpose = request.POST.get("purpose", "")
    if purpose not in (*Purpose.values, rules.ANY):
        raise Http404
    kind = rules.WITHDRAWN if purpose else rules.REFUSED
    write_down(person, kind, purpose, source=_("Told us"))
    return go(request, resource.address(pk), _("It stops now, in every channel."))


def whose(label: str, pk: int) -> tuple[Any, Any]:
    """The person's record, if the one who acts sees it and its kind keeps a ledger."""
    resource, person = subject_of(label, pk)
    if person is None or CONSENTS not in resource.panels_of():
        raise Http404
    return resource, person


def asked() -> dict[str, Any]:
    every = [(rules.ANY, _("All"))]
    texts = NoticeVersion.objects.order_by("-from_on", "-pk").filter(from_on__lte=timezone.localdate())[:TEXTS]
    return {
        "kind": forms.ChoiceField(label=_("What was said"), choices=Consent.Kind.choices),
        "purpose": forms.ChoiceField(label=_("Purpose"), choices=[*every, *Purpose.choices], required=False),
        "channel": forms.ChoiceField(label=_("Channel"), choices=[*every, *Channel.choices], required=False),
        "basis": forms.ChoiceField(label=_("Basis"), choices=Consent.Basis.choices),
        "source": forms.CharField(label=_("How it was said"), max_length=80, help_text=_("A form, a letter, a call, a fair …")),
        "text": TextField(texts, label=_("Consent text"), required=False),
        "note": forms.CharField(widget=forms.Textarea({"rows": 3}), label=_("Note"), max_length=300, required=False),
    }


class TextField(forms.TypedChoiceField):
    """One of the texts in use; the answer is the text itself."""

    def __init__(self, texts: Any, **options: Any) -> None:
        known = {str(one.pk): one for one in texts}
        super().__init__(choices=[("", "—"), *((key, str(one)) for key, one in known.items())], coerce=known.get,
                         empty_value=None, **options)  # fmt: skip
