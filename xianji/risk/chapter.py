"""Contents of chapter 七: risk."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import Chapter

chapter = Chapter(name="risk", number="七", title=_("Risk management"), icon="shield", parts=[])
