"""Addresses: the admin and the pages; permalinks of resolutions and paragraphs come last."""

from django.contrib import admin
from django.contrib.sitemaps.views import index, sitemap
from django.urls import path, re_path
from django.views.generic import RedirectView

from archive import feeds
from archive.api import api, docs
from archive.views import (
    browse,
    check,
    citations,
    conflicts,
    conventions,
    downloads,
    health,
    home,
    instruments,
    permalink,
    schemes,
    search,
    sessions,
    topics,
)

urlpatterns = [
    path("", home.home),
    path("search", search.search),
    path("search/", RedirectView.as_view(url="/search", query_string=True, permanent=True)),
    path("search.csv", downloads.download, {"kind": "csv"}),
    path("search.json", downloads.download, {"kind": "json"}),
    path("search.ris", downloads.download, {"kind": "ris"}),
    path("search.atom", feeds.SearchFeed()),
    path("feed/", feeds.ResolutionFeed()),
    path("sessions/", sessions.sessions),
    path("sessions/<path:body>/<str:code>/", sessions.session),
    path("topics/", schemes.topics),
    path("topics/<slug:slug>/", topics.topic),
    path("topics/scheme/<slug:code>/", schemes.scheme),
    path("topics/<slug:slug>/feed/", feeds.TopicFeed()),
    path("instruments/", instruments.instruments),
    path("instruments/<slug:slug>/", instruments.instrument),
    path("check/", check.check),
    path("citations/", citations.citations),
    path("citations/graph.csv", citations.whole_graph, {"kind": "csv"}),
    path("citations/graph.graphml", citations.whole_graph, {"kind": "graphml"}),
    path("citations/conflicts/", conflicts.conflicts),
    path("healthz", health.health),
    path("instruments/<slug:slug>/feed/", feeds.InstrumentFeed()),
    path("verbs/", browse.verbs),
    path("years/", browse.years),
    path("about/", browse.about),
    path("robots.txt", conventions.robots),
    path("opensearch.xml", conventions.opensearch),
    path("sitemap.xml", index, {"sitemaps": conventions.SITEMAPS, "sitemap_url_name": "sitemap"}),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": conventions.SITEMAPS}, name="sitemap"),
    path("api/docs", docs),
    path("api/", api.urls),
    path("admin/", admin.site.urls),
    # A/RES/76/172 and whatever stands below it, in any spelling
    re_path(r"^(?P<path>(?i:A|S|E)\s*/.*)$", permalink.permalink),
]

handler400 = "archive.views.errors.bad_request"
handler403 = "archive.views.errors.forbidden"
handler404 = "archive.views.errors.not_found"
handler500 = "archive.views.errors.server_error"
