"""Static files under names that hold a digest; a file that is missing costs its look, never the page."""

from __future__ import annotations

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class ForgivingStorage(ManifestStaticFilesStorage):
    """Django's own, which otherwise breaks a page for want of a style sheet; lingqu doctor tells what is missing."""

    manifest_strict = False
