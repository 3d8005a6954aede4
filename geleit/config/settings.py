# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One settings file for every installation; what differs comes from env.py."""

import os

from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from django.utils.translation import gettext_lazy as _

from geleit.config import env

BASE_DIR = env.BASE_DIR
DATA_DIR = env.data_folder()
SECRET_KEY = env.secret_key(DATA_DIR)
PACKAGE_KEYS_DIR = DATA_DIR / "package-keys"
DEBUG = env.flag("GELEIT_DEBUG", default=False)
TESTING = "PYTEST_VERSION" in os.environ
ALLOWED_HOSTS = env.names("GELEIT_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "geleit.core",
    "geleit.jobs",
    "geleit.kern",
    "geleit.audit",
    "geleit.letters",
    "geleit.spreadsheets",
    "geleit.organisations",
    "geleit.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "geleit.agreements",
    "geleit.staffing",
    "geleit.housing",
    "geleit.cases",
    "geleit.persons",
    "geleit.documents",
    "geleit.consents",
    "geleit.together",
    "geleit.identity",
    "geleit.plans",
    "geleit.referrals",
    "geleit.deadlines",
    "geleit.volunteers",
    "geleit.counselling",
    "geleit.course",
    "geleit.packages",
    "geleit.handover",
    "geleit.intake",
    "geleit.statistics",
    "geleit.walls",
    "geleit.walls.rows",
    "geleit.desk",
    "geleit.demo",
    "geleit.privacy",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "geleit.kern.body_limit.BodyLimit",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "geleit.core.strange.StrangeInput",
    "geleit.accounts.middleware.BackToThePage",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "geleit.core.eyes.OwnEyes",
    "geleit.kern.body_limit.SignInBeforeFiles",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "geleit.accounts.middleware.SessionLimits",
    "geleit.accounts.middleware.OwnPasswordFirst",
    "geleit.accounts.middleware.SecondFactorFirst",
    "geleit.kern.middleware.NoStoreMiddleware",
    "geleit.kern.middleware.SealedMiddleware",
    "geleit.walls.middleware.RefusalsAreLogged",
    "geleit.walls.middleware.ReadingIsLogged",
    "geleit.handover.gate.WaitingCasesAreShut",
]

ROOT_URLCONF = "geleit.config.urls"
WSGI_APPLICATION = "geleit.config.wsgi.application"
FORM_RENDERER = "geleit.kern.renderer.KernRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "geleit.accounts.context.navigation",
            ],
            "builtins": ["geleit.kern.templatetags.kern", "django.templatetags.i18n"],
        },
    }
]

DATABASES = {"default": env.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "geleit.accounts.cache.SharedFileCache",
        "LOCATION": DATA_DIR / "cache",
        "OPTIONS": {
            "MAX_ENTRIES": 10_000
        },  # the 300 of Django would soon throw out failed sign-ins
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "geleit.accounts.passwords.KnownPasswords"},
    {"NAME": "geleit.accounts.passwords.WordsOfTheHouse"},
]
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "geleit.kern.errors.stale_form"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "geleit.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60  # seconds
ACCOUNT_RATE_LIMITS = {  # key: the account
    "login_failed": "10/m/ip,5/5m/key",
    "access_code_failed": "10/m/ip,5/5m/key",
}
TRUSTED_PROXIES = env.number("GELEIT_TRUSTED_PROXIES", default=0, lowest=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "geleit.accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the administrator typed it, and no mail is sent
MFA_TOTP_ISSUER = "Geleit"
MFA_FORMS = {
    "authenticate": "geleit.accounts.forms.CodeForm",
    "reauthenticate": "geleit.accounts.forms.CodeAgainForm",
    "activate_totp": "geleit.accounts.forms.AppForm",
    "add_webauthn": "geleit.accounts.forms.PasskeyForm",
}
# Signing in with the accounts of a town or carrier; off without an issuer.
OIDC = env.identity_provider()
SOCIALACCOUNT_ADAPTER = "geleit.accounts.adapter.IdentityAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": OIDC.apps()}}
# Off under test unless a test switches it on, and for the example, whose password is public.
SECOND_FACTOR = env.flag("GELEIT_SECOND_FACTOR", default=True) and not TESTING
IDLE_MINUTES = env.number("GELEIT_IDLE_MINUTES", default=30)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds; a working day
MESSAGE_TAGS = {message_levels.ERROR: "danger", message_levels.DEBUG: "info"}  # KERN's names
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Mail goes out only where the installation names a server; under test into memory.
MAIL = env.mail()
SENDS_MAIL = bool(MAIL)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
globals().update(MAIL if not TESTING else {})
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("GELEIT_MAIL_FROM", "geleit@localhost")

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LOCALE_PATHS = [BASE_DIR / "geleit" / "locale"]
FORMAT_MODULE_PATH = "geleit.locale"  # how days are written in English
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [
    ("kern-ux", BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist"),
    ("htmx", BASE_DIR / "node_modules" / "htmx.org" / "dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "geleit.kern.staticfiles.Storage"},
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes of a form without its files
# The preview of a list: 200 rows with a choice for each of twenty columns, and the questions above.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
# Files stay in memory until they are sealed: no temporary file ever holds one in plain. How large
# one may be is decided before it is read (geleit.kern.body_limit).
LARGEST_FILE = env.number("GELEIT_UPLOAD_MB", default=20) * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = max(LARGEST_FILE, 50 * 1024 * 1024) + DATA_UPLOAD_MAX_MEMORY_SIZE
CLAMD = env.scanner("GELEIT_CLAMD")

# Transport and browser. GELEIT_HTTPS=0 is for one's own machine only.
HTTPS = env.flag("GELEIT_HTTPS", default=True) and not (DEBUG or TESTING)
SECURE_SSL_REDIRECT = HTTPS
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:  # browsers accept these names only from this host, over HTTPS
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_SECURE = "__Host-language", True
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE, LANGUAGE_COOKIE_HTTPONLY = "Lax", True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY: dict[str, list[str]] = {"camera": [], "geolocation": [], "microphone": []}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

DEFAULT_EXCEPTION_REPORTER_FILTER = "geleit.core.quiet_logs.NothingOfForms"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "geleit.core.quiet_logs.QuietFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": []},  # Django's own would send mail with what was typed
        # These write tracebacks with values of rows; geleit.jobs says which job failed and where.
        "django_tasks": {"level": "CRITICAL"},
        "django_tasks_db": {"level": "CRITICAL"},
    },
}

if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
