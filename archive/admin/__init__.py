"""The librarians' side: one file a concept; every change goes through `archive.curation`.

Importing the modules registers their classes.
"""

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
