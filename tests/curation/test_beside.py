import threading

import pytest
from django.db import connection

from archive.curation.beside import beside


@pytest.mark.django_db(transaction=True)
def test_work_beside_other_work_has_a_connection_of_its_own_and_is_done_at_the_end():
    def backend() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return int(cursor.fetchone()[0])

    began, backends = threading.Event(), []

    def work() -> None:
        began.set()
        backends.append(backend())

    with beside(work):
        assert began.wait(10)
        own = backend()
    assert len(backends) == 1
    assert own not in backends


@pytest.mark.django_db(transaction=True)
def test_what_goes_wrong_beside_is_raised_at_the_end():
    with pytest.raises(ZeroDivisionError), beside(lambda: 1 // 0):
        pass


@pytest.mark.django_db
def test_in_a_transaction_the_work_follows():
    order = []
    with beside(lambda: order.append("beside")):
        order.append("body")
    assert order == ["body", "beside"]
