"""The account of the first librarian of a new archive."""

import secrets

from django.contrib.auth.models import User
from django.db import transaction

from archive.curation.librarians import ensure_librarians


@transaction.atomic
def ensure_librarian(*, username: str) -> str | None:
    """Make a librarian's account with a random password, which is returned; None where somebody has the name."""
    group = ensure_librarians()
    if User.objects.filter(username=username).exists():
        return None
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(username=username, password=password, is_staff=True)
    user.groups.add(group)
    return password
