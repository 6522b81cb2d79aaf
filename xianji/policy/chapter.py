"""Contents of chapter 一: the regulation itself."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import Chapter

chapter = Chapter(
    name="policy", number="一", title=_("Regulation"), saying=_("What is written is done"), icon="gavel"
)
