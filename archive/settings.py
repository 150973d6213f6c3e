"""Settings of the whole site, read from the environment; imported by nothing.

Every variable is documented in docs/settings.md (a test compares the two).
"""
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from archive.environment import Environment
from archive.kept_secret import kept_secret

PROJECT_ROOT = Path(__file__).resolve().parent.parent
env = Environment()

VAR_ROOT = env.folder("VAR_ROOT", Path(env.str("VAR_ROOT", default=str(PROJECT_ROOT / "var"))))
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(PROJECT_ROOT / "media")))
SEARCH_ROOT = Path(env.str("SEARCH_ROOT", default=str(VAR_ROOT / "search")))

SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(VAR_ROOT / "secret_key", get_random_secret_key)
DEBUG = env.bool("DEBUG", default=False)
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CONTACT_EMAIL = env.email("CONTACT_EMAIL")
vars().update(env.mail_server("EMAIL_URL"))
EMAIL_TIMEOUT = 3  # seconds: whoever decides at the desk waits for the mail that tells of it
DEFAULT_FROM_EMAIL = CONTACT_EMAIL or "standpoint@localhost"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "archive.curation.views.expired.csrf_failure"

INSTALLED_APPS = [
    "archive.apps.ArchiveConfig",  # before the admin, whose templates it dresses
    "archive.apps.ArchiveAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "catalog.apps.CatalogConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "archive.accounts.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {  # the public pages; first, so that what lies in catalog/templates is Jinja2
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PROJECT_ROOT / "catalog" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "catalog.templating.environment"},
    },
    {  # the curators' desk and the admin
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "archive.curation.navigation.desk",
            ],
        },
    },
]


def durable(database):
    """Add what makes an acknowledged row survive a power cut (SQLite), or a warm pool."""
    database["CONN_MAX_AGE"] = None
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=EXTRA;",
        }
    else:
        database["CONN_HEALTH_CHECKS"] = True
    return database


DATABASES = {
    "default": durable(env.database("DATABASE_URL", default=f"sqlite:///{VAR_ROOT / 'standpoint.sqlite3'}")),
}
if env.str("CATALOG_DATABASE_URL", default=""):
    DATABASES["catalog"] = durable(env.database("CATALOG_DATABASE_URL"))
DATABASE_ROUTERS = ["archive.routers.CatalogRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database, so that every web worker counts the same failed log-ins; migration 0005 makes the table.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "archive_cache"}}

AUTH_USER_MODEL = "archive.Curator"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "curation:desk"
SESSION_COOKIE_AGE = 12 * 3600  # one log-in a working day
IS_SECURE = BASE_URL.startswith("https://")
SECOND_FACTOR = env.one_of("SECOND_FACTOR", ("required", "optional"), default="required" if IS_SECURE else "optional")

# Logging in, by django-allauth: archive/accounts/ says what of it there is here.
ACCOUNT_ADAPTER = "archive.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE, however one logged in
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user",
                       "change_password": "5/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole_number("TRUSTED_PROXIES", default=1 if IS_SECURE else 0)
MFA_ADAPTER = "archive.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Standpoint"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator",
                 "CommonPasswordValidator", "NumericPasswordValidator")
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("fa", _("Persian"))]
LOCALE_PATHS = [PROJECT_ROOT / "archive" / "locale", PROJECT_ROOT / "catalog" / "locale"]
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = VAR_ROOT / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Originals: sizes in bytes. See docs/settings.md for what each refusal tells the user.
ORIGINAL_MAX_BYTES = env.whole_number("ORIGINAL_MAX_BYTES", default=20 * 1024**3, least=1)
ORIGINAL_MIN_FREE_BYTES = env.whole_number("ORIGINAL_MIN_FREE_BYTES", default=512 * 1024**2)
ORIGINALS_ACCEL_PREFIX = env.str("ORIGINALS_ACCEL_PREFIX", default="")
EXTRACTION_SECONDS = env.whole_number("EXTRACTION_SECONDS", default=60, least=1)
EXTRACTION_MEMORY_BYTES = env.whole_number("EXTRACTION_MEMORY_BYTES", default=1024**3, least=1)
DATA_UPLOAD_MAX_NUMBER_FILES = 500
CAPTURE_MAX_BYTES = env.whole_number("CAPTURE_MAX_BYTES", default=50 * 1000**2, least=1)
CAPTURE_SECONDS = env.whole_number("CAPTURE_SECONDS", default=60, least=1)
UPLOAD_EXPIRY_DAYS = env.whole_number("UPLOAD_EXPIRY_DAYS", default=7, least=1)

# Django's own defaults send nosniff, same-origin referrers, no framing, and HttpOnly SameSite=Lax sessions.
if IS_SECURE:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

LOG_LEVEL = env.level("LOG_LEVEL", default="WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # Django sets a level and handlers of its own here, which would not follow LOG_LEVEL.
    "loggers": {"django": {"handlers": [], "level": LOG_LEVEL, "propagate": True}},
}
