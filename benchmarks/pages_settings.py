"""The archive's settings with one more address: a hello-world view to compare with."""

from archive.settings import *  # noqa: F403

DEBUG = False
ROOT_URLCONF = "benchmarks.pages_urls"
STORAGES["staticfiles"]["BACKEND"] = PLAIN_STATIC_FILES  # noqa: F405
