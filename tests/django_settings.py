"""The settings under test: those of the product, in a data folder of their own, with quick passwords."""

from __future__ import annotations

import os
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="lingqu-tests-", ignore_cleanup_errors=True)
os.environ["LINGQU_DATA"] = _folder.name
os.environ.pop("LINGQU_MODE", None)

from lingqu.config.settings import *  # noqa: E402, F403  # the folder must be chosen before the settings are read

DATA.made()  # noqa: F405
DATA.static.mkdir(exist_ok=True)  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
ALLOWED_HOSTS = ["*"]
