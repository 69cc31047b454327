"""Addresses: the admin and the pages; permalinks of resolutions and paragraphs come last."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
