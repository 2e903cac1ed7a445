"""Static files under names that hold a digest; a file that is missing costs its look, never the page."""

from __future__ import annotations

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class ForgivingStorage(ManifestStaticFilesStorage):
    """Django's own, which otherwise breaks a page for want of a style sheet; lingqu doctor tells what is missing."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The name with its digest. Not strict, Django still raises ValueError where the file itself is not there."""
        try:
            return super().stored_name(name)
        except ValueError:
            return name
