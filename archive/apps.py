"""The admin with the librarians' desk for its first page."""

from django.contrib.admin import apps


class DeskConfig(apps.AdminConfig):
    """Django's admin, with our site class."""

    default = False  # not the configuration of `archive` itself
    default_site = "archive.desk.Desk"
