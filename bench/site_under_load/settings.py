"""The settings of the product, with one more page."""

from __future__ import annotations

from lingqu.config.settings import *  # noqa: F403

ROOT_URLCONF = "site_under_load.urls"
# no collected files: what is timed is the pages
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
# one program saves for twenty users
LINGQU_API_RATES = {"token": 10**9}
