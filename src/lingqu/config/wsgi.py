"""The entrance for the server that speaks WSGI: granian in front, Django behind."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lingqu.config.settings")

application = get_wsgi_application()
