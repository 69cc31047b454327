"""Addresses: the admin and the pages; permalinks of resolutions and paragraphs come last."""

from django.contrib import admin
from django.urls import path, re_path

from archive.views import home, instruments, permalink, search, sessions, topics

urlpatterns = [
    path("", home.home),
    path("search", search.search),
    path("sessions/", sessions.sessions),
    path("sessions/<path:body>/<str:code>/", sessions.session),
    path("topics/", topics.topics),
    path("topics/<slug:slug>/", topics.topic),
    path("instruments/", instruments.instruments),
    path("instruments/<slug:slug>/", instruments.instrument),
    path("admin/", admin.site.urls),
    # A/RES/76/172 and whatever stands below it, in any spelling
    re_path(r"^(?P<path>(?i:A|S|E)\s*/.*)$", permalink.permalink),
]

handler400 = "archive.views.errors.bad_request"
handler403 = "archive.views.errors.forbidden"
handler404 = "archive.views.errors.not_found"
handler500 = "archive.views.errors.server_error"
