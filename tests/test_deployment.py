"""What a deployment rests on, as far as it can be read and asked without containers."""

from __future__ import annotations

import os
import re
import shlex
import stat
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.test import Client

from archive.database.cluster import INITDB_OPTIONS
from archive.settings import kept_secret_key

CHECKOUT = Path(__file__).resolve().parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text().replace("\\\n", " ")
DOCUMENTED = {"POSTGRES_PASSWORD", "SECRET_KEY", "ALLOWED_HOSTS", "HTTPS", "TRUSTED_PROXY", "PORT"}


def environment(**settings: str) -> dict[str, str]:
    """A process's environment with nothing of ours but these settings."""
    ours = {"DATABASE_URL", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "HTTPS", "TRUSTED_PROXY", "ARCHIVE_HOME"}
    return {name: value for name, value in os.environ.items() if name not in ours} | settings


def setting(name: str, **settings: str) -> str:
    """The value of a Django setting in a process of its own, as Python writes it."""
    script = f"from archive import settings; print(repr(getattr(settings, {name!r}, None)))"
    command = [sys.executable, "-c", script]
    done = subprocess.run(
        command, cwd=CHECKOUT, env=environment(**settings), capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_compose_mounts_the_volume_where_postgresql_18_keeps_its_data() -> None:
    assert SERVICES["database"]["image"] == "postgres:18"
    assert SERVICES["database"]["volumes"] == ["database:/var/lib/postgresql"]
    assert "database" in COMPOSE["volumes"]


def test_compose_makes_the_database_with_the_rules_for_letters_of_the_embedded_one() -> None:
    flags = shlex.split(SERVICES["database"]["environment"]["POSTGRES_INITDB_ARGS"])
    assert set(flags) == {flag for flag in INITDB_OPTIONS if "locale" in flag or "encoding" in flag}


def test_compose_serves_only_a_migrated_database_that_answers() -> None:
    assert SERVICES["migrate"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert SERVICES["web"]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert SERVICES["database"]["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]


def test_compose_listens_on_this_machine_only_and_refuses_to_start_without_secrets() -> None:
    text = (CHECKOUT / "docker-compose.yml").read_text()
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["web"]["ports"])
    assert "ports" not in SERVICES["database"]
    assert re.search(r"\$\{SECRET_KEY:\?", text)
    assert re.search(r"\$\{POSTGRES_PASSWORD:\?", text)


def test_every_variable_of_compose_is_explained() -> None:
    used = set(re.findall(r"\$\{(\w+)", (CHECKOUT / "docker-compose.yml").read_text()))
    explained = set(re.findall(r"`(\w+)`", (CHECKOUT / "docs" / "operating.md").read_text()))
    assert used == DOCUMENTED
    assert used <= explained


def test_every_setting_is_explained() -> None:
    read = set(re.findall(r'environ\.get\("(\w+)"', (CHECKOUT / "archive" / "settings.py").read_text()))
    assert read <= set(re.findall(r"`(\w+)`", (CHECKOUT / "docs" / "operating.md").read_text()))


def test_the_image_copies_what_exists_and_runs_as_an_unprivileged_user() -> None:
    copied = [words[1:-1] for line in DOCKERFILE.splitlines() if (words := line.split()) and words[0] == "COPY"]
    assert copied
    assert all((CHECKOUT / name).exists() for names in copied for name in names)
    assert re.search(r"^USER archive$", DOCKERFILE, re.MULTILINE)


def test_the_server_command_of_the_image_is_one_that_gunicorn_takes() -> None:
    command = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[-1]
    program, *arguments = yaml.safe_load(command)
    assert program == "gunicorn"
    checked = [sys.executable, "-m", "gunicorn", "--check-config", *arguments]
    subprocess.run(checked, cwd=CHECKOUT, env=environment(SECRET_KEY="x"), check=True, capture_output=True)


def test_packages_are_pinned_to_exact_versions() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    pins = {pin.split("==")[0] for pin in project["tool"]["uv"]["constraint-dependencies"]}
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    assert {re.split(r"[\[=<>]", name)[0] for name in wanted} <= pins, "run .ci/pin"


@pytest.mark.parametrize(
    ("name", "settings", "expected"),
    [
        ("DEBUG", {}, "False"),
        ("SECRET_KEY", {"SECRET_KEY": "of the environment"}, "'of the environment'"),
        ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": "a.org,b.org"}, "['a.org', 'b.org', 'localhost', '127.0.0.1', '[::1]']"),
        ("SESSION_COOKIE_SECURE", {}, "False"),
        ("SESSION_COOKIE_SECURE", {"HTTPS": "1"}, "True"),
        ("CSRF_COOKIE_SECURE", {"HTTPS": "1"}, "True"),
        ("SECURE_SSL_REDIRECT", {"HTTPS": "1"}, "True"),
        ("SECURE_PROXY_SSL_HEADER", {"HTTPS": "1"}, "None"),
        ("SECURE_PROXY_SSL_HEADER", {"TRUSTED_PROXY": "1"}, "('HTTP_X_FORWARDED_PROTO', 'https')"),
    ],
)
def test_a_setting_follows_the_environment(
    tmp_path: Path, name: str, settings: Mapping[str, str], expected: str
) -> None:
    assert setting(name, ARCHIVE_HOME=str(tmp_path), **settings) == expected


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "home" / "secret-key"
    key = kept_secret_key(path)
    assert len(key) > 50
    assert kept_secret_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_without_a_place_for_the_secret_key_the_message_says_to_set_one(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(ImproperlyConfigured, match="Set SECRET_KEY"):
        kept_secret_key(blocked / "secret-key")


@pytest.mark.django_db
def test_the_watchdog_learns_that_the_site_is_well(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


def test_the_watchdog_learns_that_the_database_does_not_answer(client: Client) -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError("gone")):
        answer = client.get("/healthz")
    assert answer.status_code == 503


@pytest.mark.django_db
def test_a_host_name_that_is_not_ours_is_refused_in_words(client: Client) -> None:
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert answer.content == b"This site does not answer under that name.\n"
