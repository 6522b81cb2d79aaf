"""How web forms are shown."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.campaigns.models import Campaign
from xianji.customers.webforms import rules
from xianji.customers.webforms.actions import close, publish
from xianji.customers.webforms.models import WebForm
from xianji.customers.webforms.panels import ANSWERED, PLACES
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource

WORDS = ("heading", "intro", "consent", "marketing", "thanks")


def words(language: str) -> list[str]:
    return [f"{name}_{language}" for name in WORDS]


class WebFormResource(Resource):
    """Pages without sign-in by which people become leads."""

    model = WebForm
    icon = "world"
    picture = "none"
    purpose = _("A page for your website, a mail or a poster: whoever fills it in becomes a lead, with their consent.")
    sections = {
        _("Web form"): ["name", "number", "state", "campaign", "channel", "sign", "owner"],
        pgettext_lazy("web form", "For whom"): ["region", "team"],
        _("What is asked beside company and name"): [f"asks_{name}" for name in rules.FIELDS],
        _("Consent"): ["purpose", "edition"],
        _("Texts in simplified Chinese"): words("zh_hans"),
        _("Texts in traditional Chinese"): words("zh_hant"),
        _("Texts in English"): words("en"),
        _("On other sites"): ["sites"],
    }
    facts = ["campaign", "channel", "sign", "purpose", "edition", "team", "owner"]
    fixed = ["number", "state", "edition"]
    columns = ["name", "campaign", "channel", "state", "owner", "updated_at"]
    filters = ["state", "campaign", "owner"]
    search = ["name", "number"]
    quick = ["name", "campaign", "channel", "sign", "team"]
    imports = []
    stages = ["draft", "published", "closed"]
    actions = [publish, close]
    panels = [PLACES, ANSWERED]
    on = {Campaign: [RelatedList(model=WebForm, via="campaign", columns=["name", "state"])]}
    rights = {"REP": "R a", "SUP": "R a", "RM": "R a", "SD": "RUXD a", "MR": "CRUX a", "CS": "R a", "LEG": "R a", "EXE": "R a"}
