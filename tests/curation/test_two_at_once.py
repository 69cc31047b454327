"""Two loaders at one time, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from archive.curation.outcomes import Loaded
from archive.models import Paragraph, Resolution, Source
from tests.curation.conftest import load, record


@pytest.mark.django_db(transaction=True)
def test_two_loaders_of_one_symbol_take_turns():
    ready = Barrier(2)

    def load_it(sha: str) -> Loaded:
        try:
            ready.wait(timeout=20)
            return load(record(source=f"{sha}.txt"), sha=sha)
        finally:
            connection.close()

    for _ in range(5):
        Resolution.objects.all().delete()
        with ThreadPoolExecutor(2) as threads:
            outcomes = sorted(one.outcome for one in threads.map(load_it, ["1", "2"]))
        assert outcomes == ["loaded", "unchanged"]
        assert Resolution.objects.count() == 1
        assert Paragraph.objects.count() == 4
        assert Source.objects.filter(is_current=True).count() == 1
        assert Source.objects.count() == 2
