"""The librarians' first page: what waits to be looked at, and the tables by what they are for.

It stands outside `admin/`, whose modules register their tables with it.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from archive.models import Citation, CitationConflict, Problem, Resolution

GROUPS = {
    "Texts": ("Resolution", "Paragraph", "Footnote", "Source", "Problem", "FormerPermalink", "Change"),
    "Citations": ("Citation", "CitationConflict", "Instrument"),
    "Topics and words": ("Topic", "ParagraphTopic", "ResolutionTopic", "TopicScheme", "Synonym"),
    "Bodies": ("Body", "Session"),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A heap of work: how much, what it is, what to do with it, and where."""

    count: int
    what: str
    how: str
    address: str


class Desk(AdminSite):
    """The admin for librarians; lists have the whole width, since the first page leads everywhere."""

    site_header = "Migration Resolutions: librarians"
    site_title = "Librarians"
    index_title = "The desk"
    index_template = "admin/desk.html"
    enable_nav_sidebar = False

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """With the work that waits."""
        return super().index(request, {**(extra_context or {}), "waiting": waiting(request)})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Our tables in groups; those of other apps as Django gives them."""
        listed = []
        for app in super().get_app_list(request, app_label):
            if app["app_label"] != "archive":
                listed.append(app)
                continue
            models = {model["object_name"]: model for model in app["models"]}
            for name, members in GROUPS.items():
                if shown := [models[member] for member in members if member in models]:
                    listed.append({**app, "name": name, "models": shown})
        return listed

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """At the first visit ask for a password of one's own: the first one was shown on a screen or sent."""
        name = request.POST.get("username", "").replace("\x00", "")
        is_new = bool(name) and User.objects.filter(username=name, last_login=None).exists()
        response = super().login(request, extra_context)
        if is_new and request.user.is_authenticated:
            address = reverse(f"{self.name}:password_change")
            said = 'Welcome. Your password was given to you: please <a href="{}">choose one of your own</a>.'
            messages.warning(request, format_html(said, address))
        return response


def waiting(request: HttpRequest) -> list[Waiting]:
    """What waits for a librarian, of what the visitor may change; a fixed number of queries."""
    may = request.user.has_perm
    drafts, problems = reverse("admin:archive_resolution_changelist"), reverse("admin:archive_problem_changelist")
    heaps = []
    if may("archive.change_resolution"):
        count = Resolution.objects.filter(status=Resolution.Status.DRAFT).count()
        heaps.append(Waiting(count, "Drafts", "Correct and publish them", f"{drafts}?status__exact=draft"))
    if may("archive.view_problem"):
        count = Problem.objects.count()
        heaps.append(Waiting(count, "Problems met in reading", "Look, correct, delete", problems))
    if may("archive.change_citation"):
        count = Citation.objects.filter(state=Citation.State.UNRESOLVED).count()
        address = reverse("admin:archive_citation_unresolved")
        heaps.append(Waiting(count, "Citations that lead nowhere", "Settle those with the same words at once", address))
    if may("archive.change_citationconflict"):
        count = CitationConflict.objects.filter(state=CitationConflict.State.OPEN).count()
        address = f"{reverse('admin:archive_citationconflict_changelist')}?state__exact=open"
        heaps.append(Waiting(count, "Conflicting citations", "Tell slips from sound texts", address))
    return heaps
