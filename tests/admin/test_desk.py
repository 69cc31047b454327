"""The librarians' first page: what waits, the tables in groups, the first visit."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from archive.curation.accounts import ensure_librarian
from archive.models import Citation, CitationConflict, Problem, Resolution

pytestmark = pytest.mark.django_db

DESK = "/admin/"


@pytest.fixture
def drafts(seeds: None) -> None:
    """Two drafts, with three problems among them."""
    for at, resolution in enumerate(Resolution.objects.all()[:2]):
        Resolution.objects.filter(pk=resolution.pk).update(status="draft")
        Problem.objects.filter(resolution=resolution).delete()
        Problem.objects.bulk_create(Problem(resolution=resolution, code="x", message="x") for _ in range(at + 1))
    Problem.objects.exclude(code="x").delete()


def test_the_desk_tells_what_waits_and_leads_there(signed_in: Client, drafts: None) -> None:
    html = " ".join(signed_in.get(DESK).content.decode().split())
    for count, address, what in (
        (2, "/admin/archive/resolution/?status__exact=draft", "Drafts"),
        (3, "/admin/archive/problem/", "Problems met in reading"),
    ):
        assert f'<a href="{address}">{what}</a> </th> <td class="num">{count}</td>' in html
        assert signed_in.get(address).status_code == 200
    assert "Upload a resolution" in html


def test_where_nothing_waits_the_desk_says_so(signed_in: Client) -> None:
    for waiting in (Problem.objects, CitationConflict.objects, Citation.objects.filter(state="unresolved")):
        waiting.all().delete()
    assert signed_in.get(DESK).content.decode().count("Nothing to do") == 4


def test_the_tables_stand_in_groups_each_once(signed_in: Client) -> None:
    html = signed_in.get(DESK).content.decode()
    for name in ("Texts", "Citations", "Topics and words", "Bodies"):
        assert f">{name}</a>" in " ".join(html.split()).replace("> ", ">").replace(" <", "<")
    assert len(re.findall(r'class="model-paragraph\b', html)) == 1


def test_nobody_reads_the_desk_without_signing_in(client: Client) -> None:
    assert client.get(DESK).status_code == 302


def test_the_first_visit_asks_for_a_password_of_ones_own_and_the_next_does_not(client: Client) -> None:
    password = ensure_librarian(username="ada")
    given = {"username": "ada", "password": password, "next": DESK}
    html = client.post("/admin/login/", given, follow=True).content.decode()
    assert "choose one of your own" in html and reverse("admin:password_change") in html
    client.post(reverse("admin:logout"))
    assert "choose one of your own" not in client.post("/admin/login/", given, follow=True).content.decode()


def test_a_librarian_changes_the_password(client: Client) -> None:
    password = ensure_librarian(username="ada")
    client.login(username="ada", password=password)
    new = {"old_password": password, "new_password1": "wander-7-borders", "new_password2": "wander-7-borders"}
    assert client.post(reverse("admin:password_change"), new).status_code == 302
    assert User.objects.get().check_password("wander-7-borders")


def test_a_librarian_sees_no_accounts(signed_in: Client) -> None:
    assert "/admin/auth/" not in signed_in.get(DESK).content.decode()
    assert signed_in.get("/admin/auth/user/").status_code == 403


def test_a_form_that_stood_open_too_long_says_what_to_do(db: None) -> None:
    client: Any = Client(enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "x", "password": "y"})
    assert response.status_code == 403 and "load the page again" in response.content.decode()
