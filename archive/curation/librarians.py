"""Librarians: who may find, read and correct in the admin, without the keys to accounts."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

NAME = "Librarians"
# what may not be done is left out: permalinks never die, and what loading reads is corrected, not made by hand
PERMISSIONS = {
    "body": "view change",
    "session": "view change",
    "resolution": "view change add delete",
    "source": "view",
    "problem": "view delete",
    "paragraph": "view change",
    "footnote": "view change",
    "formerpermalink": "view change",
    "change": "view",
    "citation": "view change",
    "citationconflict": "view change",
    "instrument": "view change add delete",
    "instrumentalias": "view change add delete",
    "synonym": "view change add delete",
    "topicscheme": "view change add",
    "topic": "view change add delete",
    "paragraphtopic": "view change add",
    "resolutiontopic": "view change add delete",
}


@transaction.atomic
def ensure_librarians() -> Group:
    """The group of librarians with its permissions, made or brought up to date."""
    group, _ = Group.objects.get_or_create(name=NAME)
    wanted = {f"{action}_{model}" for model, actions in PERMISSIONS.items() for action in actions.split()}
    content_types = ContentType.objects.filter(app_label="archive")
    group.permissions.set(Permission.objects.filter(content_type__in=content_types, codename__in=wanted))
    return group
