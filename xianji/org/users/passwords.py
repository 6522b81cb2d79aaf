"""What a password must be."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """Django's rule, whose sentence is not there in every language of ours."""

    def get_error_message(self) -> str:
        told = ngettext(
            "The password is too short. It needs at least %(count)s character.",
            "The password is too short. It needs at least %(count)s characters.",
            self.min_length,
        )
        return told % {"count": self.min_length}
