"""Settings of the tests: a home of their own, work done at once, and the database that XIANJI_DATABASE names."""

import os
import tempfile

home, worker = os.environ.setdefault("XIANJI_HOME", tempfile.mkdtemp(prefix="xianji-tests-")), os.environ.get("PYTEST_XDIST_WORKER", "")
if not home.endswith(worker):  # each of several workers has its own
    os.environ["XIANJI_HOME"] = tempfile.mkdtemp(prefix="xianji-tests-", suffix=worker)
os.environ.setdefault("XIANJI_QUEUE_IMMEDIATE", "1")
os.environ.setdefault("XIANJI_SECRET_KEY", "only for tests, never for people")
os.environ.setdefault("XIANJI_FIELD_KEYS", "only-for-tests")

from xianji.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LANGUAGE_CODE = "en"
WHITENOISE_AUTOREFRESH = True
"""Looks a file up when it is asked for: every test has a client of its own, and each looked at all files when it began."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405  no test pulls the plug
