"""Every setting of the product, in one file; what differs between installations comes from the environment."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from xianji.config import env

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(env.text("XIANJI_HOME", "var")).resolve()
DEBUG = env.yes("XIANJI_DEBUG")
SECRET_KEY = env.secret("XIANJI_SECRET_KEY", HOME / "django.key")
FIELD_KEYS_FILE = HOME / "secret.key"
FIELD_KEYS = env.text("XIANJI_FIELD_KEYS")
ALLOWED_HOSTS = env.words("XIANJI_HOSTS", "127.0.0.1,localhost,[::1],testserver")
CSRF_TRUSTED_ORIGINS = env.words("XIANJI_ORIGINS")
BEHIND_TLS = env.yes("XIANJI_TLS")

CHAPTERS = ["catalog", "policy", "customers", "planning", "risk", "sales", "service", "insight", "administration"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "huey.contrib.djhuey",
    "xianji.org",
    "xianji.audit",
    "xianji.rulebook",
    "xianji.kit",
    "xianji.workspace",
    "xianji.approval",
    *[f"xianji.{name}" for name in CHAPTERS],
    "xianji.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "xianji.kit.web.packing.PackedMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "xianji.kit.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "xianji.kit.web.headers.HeadersMiddleware",
    "xianji.kit.replica.WroteMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "xianji.administration.sessions.middleware.LastSeenMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "xianji.kit.web.actor.ActorMiddleware",
    "xianji.administration.seeing.middleware.SeeAsMiddleware",
]
ROOT_URLCONF = "xianji.config.urls"
WSGI_APPLICATION = "xianji.config.wsgi.application"
DATABASES = {"default": env.database(env.text("XIANJI_DATABASE"), HOME)}
if REPLICA := env.text("XIANJI_DATABASE_REPLICA"):
    DATABASES["replica"] = env.replica(REPLICA, HOME)
DATABASE_ROUTERS = ["xianji.kit.replica.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kit_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "xianji.kit.web.jinja.environment",
            "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
            "auto_reload": DEBUG,
            "context_processors": [*_CONTEXT[:1], _CONTEXT[2], "xianji.kit.web.context.shell"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("zh-hant", _("Traditional Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = env.text("XIANJI_TIME_ZONE", "Asia/Shanghai")
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "xianji.config.static.NamedByContent"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
SILENCED_SYSTEM_CHECKS = ["fields.W342"]

AUTH_USER_MODEL = "org.User"
AUTHENTICATION_BACKENDS = ["xianji.org.signin.ByLoginOrNumber"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "xianji.org.users.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/account/login/"
ACCOUNT_ADAPTER = "xianji.administration.signin.adapter.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/15m/key", "reset_password": "20/m/ip,5/15m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.text("XIANJI_PROXIES", "1" if BEHIND_TLS else "0"))
MFA_ADAPTER = "xianji.administration.signin.adapter.SealedSecrets"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = {"webauthn_login": "240/m/ip"}
MFA_FORMS = {
    "add_webauthn": "xianji.administration.signin.passkeys.Adding",
    "edit_webauthn": "xianji.administration.signin.passkeys.Renaming",
    "login_webauthn": "xianji.administration.signin.passkeys.Entering",
    "authenticate_webauthn": "xianji.administration.signin.passkeys.SecondStep",
    "reauthenticate_webauthn": "xianji.administration.signin.passkeys.Again",
}
MFA_TOTP_ISSUER = "Xianji"
MFA_ALLOW_UNVERIFIED_EMAIL = True
EMAIL_BACKEND = env.text("XIANJI_MAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST = env.text("XIANJI_MAIL_HOST", "localhost")
DEFAULT_FROM_EMAIL = env.text("XIANJI_MAIL_FROM", "xianji@localhost")

SESSION_ENGINE = "xianji.org.sessions"
SESSION_COOKIE_AGE = 7 * 86400
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
IMPORT_MAX_BYTES = 200 * 2**20
WEBHOOK_NETWORKS = env.networks("XIANJI_WEBHOOK_NETWORKS")
UPLOAD_MAX_BYTES = IMPORT_MAX_BYTES + 2**20
FILE_MAX_BYTES = int(env.text("XIANJI_FILE_MB", "25")) * 2**20
FILES_PER_RECORD = int(env.text("XIANJI_FILES_PER_RECORD", "200"))
FILE_UPLOAD_HANDLERS = [
    "xianji.kit.web.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

HUEY = {
    **env.queue(env.text("XIANJI_QUEUE"), HOME, DATABASES["default"]),
    "name": "xianji",
    "immediate": env.yes("XIANJI_QUEUE_IMMEDIATE"),
    "consumer": {
        "workers": int(env.text("XIANJI_QUEUE_WORKERS", "2")),
        "worker_type": "thread",
        "periodic": env.yes("XIANJI_SCHEDULES", True),
    },
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
