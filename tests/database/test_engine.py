"""The backend over the embedded server, as Django's parts use it."""

from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.backends.postgresql import base

from archive.database.engine.base import DatabaseWrapper


@pytest.mark.django_db
def test_words_are_folded_and_compared_as_unicode_whatever_the_machines_locale() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('É'), show_trgm('É') <> '{}', current_setting('server_encoding')")
        assert cursor.fetchone() == ("é", True, "UTF8")


def test_a_connection_refused_while_another_process_starts_the_server_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refused: list[str] = []

    def starting_up_once(self: DatabaseWrapper, parameters: dict[str, Any]) -> str:
        if not refused:
            refused.append(parameters["host"])
            raise psycopg.OperationalError("the database system is starting up")
        return f"connected to {parameters['host']}"

    ready_by_now = SimpleNamespace(is_ready=lambda: True, socket_folder="/run/archive")
    monkeypatch.setattr(base.DatabaseWrapper, "get_new_connection", starting_up_once)
    monkeypatch.setattr(DatabaseWrapper, "server", SimpleNamespace(hold=lambda: None, cluster=ready_by_now))
    wrapper = DatabaseWrapper(connection.settings_dict, "other")
    assert wrapper.get_new_connection({}) == "connected to /run/archive"
    assert refused == ["/run/archive"]
