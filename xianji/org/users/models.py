"""Users: the accounts with which people sign in, and their API tokens."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class Users(BaseUserManager["User"]):
    """Makes accounts with a usable password."""

    def create_user(self, login: str, email: str = "", password: str | None = None, **values: object) -> "User":
        user = self.model(login=login.strip().lower(), email=self.normalize_email(email), **values)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account. Rights come from the roles of the person behind it; `access_version` rises when they change,
    `session_series` when all open sessions end; `invited_at` stands while an invitation is open."""

    login = models.CharField(_("Login"), max_length=80, unique=True)
    email = models.EmailField(_("Email"), blank=True)
    person = models.OneToOneField(
        "org.Person", models.PROTECT, null=True, blank=True, related_name="user", verbose_name=_("Person")
    )
    is_active = models.BooleanField(_("Active"), default=True)
    access_version = models.PositiveIntegerField(default=1, editable=False)
    session_series = models.PositiveIntegerField(default=1, editable=False)
    invited_at = models.DateTimeField(_("Invited"), null=True, editable=False)
    language = models.CharField(_("Language"), max_length=10, blank=True, default="")
    theme = models.CharField(_("Theme"), max_length=5, blank=True, default="")
    date_joined = models.DateTimeField(_("Since"), auto_now_add=True)

    objects = Users()
    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("User")
        verbose_name_plural = _("Users")

    def __str__(self) -> str:
        return self.login

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """A session holds as long as the password and the series it was opened under."""
        salt = "xianji.org.users.models.User.session"
        return salted_hmac(salt, f"{self.password} {self.session_series}", secret=secret, algorithm="sha256").hexdigest()


class Token(models.Model):
    """A key for programs: kept only as a hash, so it is shown once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(_("Name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    tail = models.CharField(max_length=4)
    created_at = models.DateTimeField(_("Created"), auto_now_add=True)
    used_at = models.DateTimeField(_("Last used"), null=True)
    expires_at = models.DateTimeField(_("Expires"), null=True)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
