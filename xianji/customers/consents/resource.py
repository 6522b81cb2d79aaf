"""The ledger and its texts, as those see them who look after personal data."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.consents.models import Consent, NoticeVersion
from xianji.kit.resource import Resource
from xianji.workspace.about import About


class NoticeVersionResource(Resource):
    """What people are shown before they agree, in every edition that ever was."""

    model = NoticeVersion
    icon = "file-text"
    picture = ""
    purpose = _("Write down what people are shown before they agree; a new wording is a new edition.")
    sections = {_("Text"): ["title", "purpose", "edition", "from_on", "text", "number"]}
    columns = ["title", "purpose", "edition", "from_on"]
    filters = ["purpose", "from_on"]
    search = ["title"]
    order = ["-from_on"]
    imports = []
    in_menu = False
    comments = marks = False
    rights = {"LEG": "CRX a", "REP SUP RM MR CS SD EXE ADM": "R a"}


class ConsentResource(Resource):
    """Who agreed to what, when, by which text; and who said no."""

    model = Consent
    icon = "shield-check"
    picture = ""
    sections = {
        _("What was said"): ["number", "kind", "purpose", "channel", "at", "basis", "source", "text", "note"],
    }
    columns = ["number", "kind", "purpose", "channel", "at", "basis", "source", "text"]
    filters = ["kind", "purpose", "channel", "basis", "at"]
    order = ["-at"]
    imports = []
    in_menu = False
    tells_about = True
    files = comments = marks = False
    panels = [About("about", _("About"), "workspace/about.html")]
    rights = {"REP SUP RM MR CS": "C a", "LEG SD": "CRX a", "EXE": "R a"}
