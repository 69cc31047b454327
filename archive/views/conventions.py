"""What programs look for at well-known places: robots.txt, OpenSearch and the sitemap."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Instrument, Resolution, Session, Topic, TopicScheme

if TYPE_CHECKING:
    Sitemap = DjangoSitemap[Any]
else:
    Sitemap = DjangoSitemap  # Django's own class takes no parameters when the program runs

ROBOTS = """User-agent: *
Disallow: /search
Disallow: /api/
Disallow: /admin/
Sitemap: {site}sitemap.xml
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Searches are endless and say nothing new; everything else may be read."""
    return HttpResponse(ROBOTS.format(site=request.build_absolute_uri("/")), content_type="text/plain; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Lets a browser search the archive from its own address bar."""
    return render(
        request,
        "opensearch.xml",
        {"site": request.build_absolute_uri("/")},
        content_type="application/opensearchdescription+xml",
    )


class ResolutionSitemap(Sitemap):
    """Every published resolution; its paragraphs are reached from there."""

    limit = 10_000

    def items(self) -> Any:
        """In the order of their making, so that sitemap pages stay as they are."""
        return Resolution.objects.published().only("path", "updated_at").order_by("pk")

    def lastmod(self, resolution: Resolution) -> Any:
        """When the archive last changed it."""
        return resolution.updated_at


class ListSitemap(Sitemap):
    """Topics, instruments from the authority file, sessions, the lists themselves."""

    def items(self) -> Sequence[str]:
        """Addresses."""
        lists = ["/", "/sessions/", "/topics/", "/instruments/", "/citations/"]
        lists += ["/citations/conflicts/", "/check/", "/verbs/", "/years/", "/about/", "/api/docs"]
        lists += [
            f"/topics/scheme/{code}/" for code in TopicScheme.objects.order_by("pk").values_list("code", flat=True)
        ]
        lists += [f"/topics/{slug}/" for slug in Topic.objects.order_by("pk").values_list("slug", flat=True)]
        curated = Instrument.objects.filter(is_curated=True).order_by("pk")
        lists += [f"/instruments/{slug}/" for slug in curated.values_list("slug", flat=True)]
        sessions = Session.objects.order_by("pk").values_list("body__code", "code")
        return lists + [f"/sessions/{body}/{code}/" for body, code in sessions]

    def location(self, item: str) -> str:
        """The address is the item itself."""
        return item


SITEMAPS = {"resolutions": ResolutionSitemap, "lists": ListSitemap}
