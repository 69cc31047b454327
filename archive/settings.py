"""Settings of the archive; everything a deployment changes comes from the environment.

DATABASE_URL     any PostgreSQL 15 or later; without it an embedded one is started at the first connection
SECRET_KEY       signs sessions; without it one is made and kept in ARCHIVE_HOME (several web hosts must share one)
DEBUG            1 shows tracebacks and serves static files as they lie; off unless set
ALLOWED_HOSTS    host names, separated by commas
HTTPS            1 where readers come by HTTPS: secure cookies, redirect to HTTPS, strict transport security
TRUSTED_PROXY    1 where a proxy in front sets X-Forwarded-Proto, and strips it from what readers send
ARCHIVE_HOME     where the embedded database, the collected files and the key live (default .archive beside manage.py)
PAGES_KEPT       how many pages of the present edition each web process keeps ready (200)
ARCHIVE_CORPUS   a folder of official XML for the tests that use one (they skip where it is absent)
"""

import contextlib
import os
import secrets
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
ARCHIVE_HOME = Path(os.environ.get("ARCHIVE_HOME") or BASE_DIR / ".archive").absolute()
ARCHIVE_CORPUS = Path(os.environ.get("ARCHIVE_CORPUS") or BASE_DIR.parent / "shared" / "corpus")


def kept_secret_key(path: Path) -> str:
    """The key kept in a file that only its owner reads, made at the first use; raises ImproperlyConfigured."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            own = path.with_name(f"{path.name}.{os.getpid()}")
            own.touch(mode=0o600)
            own.write_text(secrets.token_urlsafe(50))
            with contextlib.suppress(FileExistsError):
                os.link(own, path)  # unlike a rename it never replaces the key of a quicker process
            own.unlink()
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(f"Set SECRET_KEY: none can be kept in {path} ({error.strerror}).") from error


DEBUG = os.environ.get("DEBUG", "") == "1"
HTTPS = os.environ.get("HTTPS", "") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY") or kept_secret_key(ARCHIVE_HOME / "secret-key")
ALLOWED_HOSTS = [host for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host]
ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]  # a watchdog on the same machine

INSTALLED_APPS = [
    "archive.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "archive",
]
MIDDLEWARE = [
    "archive.views.headers.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "archive.views.caching.revalidation",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "archive.urls"
CSRF_FAILURE_VIEW = "archive.views.errors.expired_form"
WSGI_APPLICATION = "archive.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

EMBEDDED_DATABASE = {
    "ENGINE": "archive.database.engine",
    "NAME": "archive",
    "OPTIONS": {"home": ARCHIVE_HOME / "database"},
}
DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASES = {
    "default": {
        **(dj_database_url.parse(DATABASE_URL) if DATABASE_URL else EMBEDDED_DATABASE),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    },
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = "archive.formats"
TIME_ZONE = "UTC"
USE_TZ = True

EDITION_SECONDS = 2  # how long a process trusts what it knows of the archive's edition
PAGES_KEPT = int(os.environ.get("PAGES_KEPT", "200"))  # pages that a process keeps ready, of the present edition

STATIC_URL = "/static/"
STATIC_ROOT = ARCHIVE_HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
PLAIN_STATIC_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
HASHED_STATIC_FILES = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_STATIC_FILES if DEBUG else HASHED_STATIC_FILES},
}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
if os.environ.get("TRUSTED_PROXY", "") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# what went wrong goes to the standard error stream; what visitors mistyped does not
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"}},
    "root": {"handlers": ["stream"]},
    "loggers": {
        "django": {"handlers": []},  # instead of a stream for DEBUG alone and letters to nobody
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
