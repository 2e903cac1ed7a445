"""Django's settings, read from the environment once; docs/operations.md names every variable.

Its one law: local by default and closed in production, where whatever is unsafe stops the start (safety.py).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from lingqu.config.data_folder import data_folder
from lingqu.config.keys import UnableToReadKeys, keys_in
from lingqu.config.safety import unsafe

_environment = os.environ
PRODUCTION = _environment.get("LINGQU_MODE", "local") == "production"
DEBUG = _environment.get("LINGQU_DEBUG") == "1" and not PRODUCTION
DATA = data_folder(_environment)

try:
    # only commands that open an installation make its keys: a type checker that reads the settings must leave no trace
    _keys = keys_in(DATA.secrets, make=_environment.get("LINGQU_FIRST_START") == "yes")
except UnableToReadKeys as error:
    raise ImproperlyConfigured(str(error)) from error
if PRODUCTION and (_faults := unsafe(_environment, DATA)):
    raise ImproperlyConfigured(
        "生产环境的设置不安全，未启动 / unsafe settings, not started:\n  " + "\n  ".join(_faults)
    )

SECRET_KEY = _keys.signing
LINGQU_SEAL_KEY = _keys.seal
LINGQU_SALT = _keys.salt

ADDRESS = _environment.get("LINGQU_ADDRESS", "http://127.0.0.1:8000")
ALLOWED_HOSTS = [host.strip() for host in _environment.get("LINGQU_HOSTS", "127.0.0.1,localhost,[::1]").split(",")]
CSRF_TRUSTED_ORIGINS = [ADDRESS] if PRODUCTION else []

INSTALLED_APPS = [
    "lingqu.interfaces.web",
    "lingqu.interfaces.api",
    "lingqu.books.audit",
    "lingqu.books.accounts",
    "lingqu.books.registers",
    "lingqu.books.rulebooks",
    "lingqu.processes.assessments",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "simple_history",
]

MIDDLEWARE = [
    "lingqu.interfaces.web.telling_browsers.TellingMiddleware",
    "lingqu.interfaces.api.boundary.BoundaryMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lingqu.interfaces.web.database_file.DatabaseFileMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lingqu.interfaces.web.language.LanguageMiddleware",
    "lingqu.interfaces.web.bounds.BoundsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "lingqu.interfaces.web.bounds.NulMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "lingqu.interfaces.web.gate.GateMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "lingqu.config.urls"
WSGI_APPLICATION = "lingqu.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "lingqu.interfaces.web.surroundings.surroundings",
            ],
            "builtins": ["lingqu.interfaces.web.templatetags.said"],
        },
    },
]

# --- the database ---------------------------------------------------------------------------------------------------
_SQLITE_OPTIONS: dict[str, Any] = {
    # a writer takes its lock at once and waits for it, instead of failing half-way
    "transaction_mode": "IMMEDIATE",
    # a page that waits holds one of a few threads, and those who only read wait behind it; a command has time
    "timeout": 4 if _environment.get("LINGQU_SERVING") == "yes" else 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;",
}
_url = _environment.get("DATABASE_URL", "")
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(_url, conn_max_age=60, conn_health_checks=True)
    if _url
    else {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA.database, "CONN_MAX_AGE": None}
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = _SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "lingqu.config.cache_files.CacheFiles",
        "LOCATION": DATA.cache,
        # with few places, whoever makes many entries throws out the counts that hold them back
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}

# --- persons ----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "front"
ACCOUNT_ADAPTER = "lingqu.interfaces.web.signing_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if _environment.get("LINGQU_MAIL") else "optional"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = None
# wrong passwords are counted by axes, by name and address; this only slows one address that tries many names
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip"}
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# without a mail server nobody could verify an address, and so nobody could protect an account
MFA_ALLOW_UNVERIFIED_EMAIL = not _environment.get("LINGQU_MAIL")
MFA_TOTP_ISSUER = "灵渠 Lingqu"
# browsers allow passkeys on localhost without https; nowhere else
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# the gate tells every ten minutes that a session is used; the library would write at each request
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ADAPTER = "lingqu.interfaces.web.signing_in.SocialAccountAdapter"
# an account is never taken over for its e-mail alone
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 8
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if _environment.get("LINGQU_OIDC_ISSUER"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": _environment.get("LINGQU_OIDC_NAME", "统一身份认证"),
                "client_id": _environment.get("LINGQU_OIDC_CLIENT", ""),
                "secret": _environment.get("LINGQU_OIDC_SECRET", ""),
                "settings": {"server_url": _environment["LINGQU_OIDC_ISSUER"].rstrip("/")},
            }
        ],
    }
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "lingqu.interfaces.web.addresses.client_address"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PRODUCTION else 0
AXES_USERNAME_CALLABLE = "lingqu.interfaces.web.signing_in.name_tried"
AXES_LOCKOUT_CALLABLE = "lingqu.interfaces.web.signing_in.locked_out"
AXES_VERBOSE = False
# a session in which nothing was asked for so long has ended
SESSION_IDLE_HOURS = 8

# --- language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "lingqu_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

# --- files ------------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA.static
# made by ./run from frontend/: what browsers need of other people's packages
BROWSER_ASSETS = Path(_environment.get("LINGQU_BROWSER_ASSETS", Path(sys.prefix) / "share" / "lingqu" / "browser"))
STATICFILES_DIRS = [BROWSER_ASSETS] if BROWSER_ASSETS.is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA.root / "none"}},
    "staticfiles": {"BACKEND": "lingqu.config.static_files.ForgivingStorage"},
}
EVIDENCE_LARGEST = 50 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- what browsers are told -------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "lingqu.interfaces.web.faults.form_out_of_date"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_SSL_REDIRECT = True

# --- mail -------------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _environment.get("LINGQU_MAIL_FROM", "lingqu@localhost")
_mail = urlsplit(_environment.get("LINGQU_MAIL", ""))
if _mail.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or (465 if _mail.scheme == "smtps" else 587)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = not EMAIL_USE_SSL
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA.letters

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "lingqu.config.log_lines.LogLine",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
