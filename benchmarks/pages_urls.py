"""The archive's addresses and a hello-world view."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from archive.urls import handler400, handler403, handler404, handler500
from archive.urls import urlpatterns as archive

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def hello(request: HttpRequest) -> HttpResponse:
    """Nothing but the framework."""
    return HttpResponse("hello")


urlpatterns = [path("healthz/hello", hello), *archive]
