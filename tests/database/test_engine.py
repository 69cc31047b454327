"""The backend over the embedded server, as Django's parts use it."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_words_are_folded_and_compared_as_unicode_whatever_the_machines_locale() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('É'), show_trgm('É') <> '{}', current_setting('server_encoding')")
        assert cursor.fetchone() == ("é", True, "UTF8")
