"""The librarians' side: one file a concept; every change goes through `archive.curation`.

Importing the modules registers their classes.
"""

from django.contrib import admin

from archive.admin import (  # noqa: F401
    bodies,
    citations,
    conflicts,
    footnotes,
    history,
    instruments,
    paragraphs,
    permalinks,
    problems,
    resolutions,
    sources,
    topics,
    vocabulary,
)

admin.site.site_header = "Resolutions on migration: librarians"
admin.site.site_title = "Librarians"
admin.site.index_title = "The archive"
