import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive.curation.receiving import store
from archive.models import Resolution, Source
from tests.admin.conftest import FIXTURES, received

pytestmark = pytest.mark.django_db


def upload(client, data: bytes, name: str = "a.txt", **given: str):
    return client.post(reverse("admin:archive_resolution_upload"), {"file": SimpleUploadedFile(name, data), **given})


def sealed_of(page: str) -> str:
    return re.search(r'name="sealed"\s+value="([^"]+)"', page)[1]


def seed(beginning: str) -> bytes:
    return next(FIXTURES.glob(f"{beginning}*.txt")).read_bytes()


def test_an_upload_is_shown_before_it_is_stored_and_stored_on_demand(signed_in):
    page = upload(signed_in, seed("000")).content.decode()
    assert "Nothing is stored yet" in page
    assert "A/RES/76/172" in page
    assert "op/5/f" in page
    assert not Source.objects.exists()
    sealed = sealed_of(page)
    after = signed_in.post(reverse("admin:archive_resolution_upload"), {"sealed": sealed, "publish": "on"}, follow=True)
    assert "A/RES/76/172: loaded" in after.content.decode()
    resolution = Resolution.objects.get()
    assert resolution.status == "published"
    assert (resolution.sources.get().received_by, resolution.tagged_at is None) == ("anna", False)


def test_what_the_text_lacks_can_be_given(signed_in):
    page = upload(signed_in, seed("002")).content.decode()
    assert "Without a symbol it cannot be stored" in page
    page = upload(signed_in, seed("002"), symbol="a/res/72/179", title="Protection of migrants", adopted="2017-12-19")
    assert "A/RES/72/179 Protection of migrants" in " ".join(page.content.decode().split())


def test_what_the_text_lacks_can_be_given_after_it_was_read(signed_in):
    page = upload(signed_in, seed("002")).content.decode()
    assert 'value="Store"' not in page
    sealed, address = sealed_of(page), reverse("admin:archive_resolution_upload")
    page = signed_in.post(address, {"sealed": sealed, "again": "1", "symbol": "nonsense"}).content.decode()
    assert "not the symbol of a resolution" in page and 'value="Store"' not in page
    given = {"symbol": "A/RES/72/179", "title": "Protection of migrants", "adopted": "2017-12-19"}
    page = signed_in.post(address, {"sealed": sealed_of(page), "again": "1", **given}).content.decode()
    assert 'value="A/RES/72/179"' in page and not Source.objects.exists()
    signed_in.post(address, {"sealed": sealed_of(page), "publish": "on"})
    resolution = Resolution.objects.get()
    told = (resolution.symbol, resolution.status, str(resolution.adopted_on))
    assert told == ("A/RES/72/179", "published", "2017-12-19")


@pytest.mark.parametrize(
    ("data", "given", "told"),
    [
        (b"", {}, "empty"),
        (b"%PDF-1.7 \x00\x01\x02" * 100, {}, "a.txt"),
        (b"x" * (4 * 1024 * 1024 + 1), {}, "over 4 MB"),
        (b"The General Assembly,", {"symbol": "nonsense"}, "not the symbol of a resolution"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(signed_in, data, given, told):
    page = upload(signed_in, data, **given)
    assert page.status_code == 200
    assert told in page.content.decode()
    assert not Source.objects.exists()


def test_a_text_without_operative_paragraph_is_announced_as_a_draft(signed_in):
    page = upload(
        signed_in, b"The General Assembly,\n\nRecalling its resolution 74/148,\n", symbol="A/RES/76/9", title="T"
    )
    assert "It will be a draft" in page.content.decode()


def test_a_forged_second_step_is_turned_away(signed_in):
    page = signed_in.post(reverse("admin:archive_resolution_upload"), {"sealed": "forged"}, follow=True)
    assert "upload the file again" in page.content.decode()
    assert not Source.objects.exists()


def test_a_symbol_that_stands_already_is_announced(signed_in):
    store(received=received()[0], publish=True, by="tester")
    assert "stands in the archive already" in " ".join(upload(signed_in, seed("000")).content.decode().split())


def test_uploading_wants_a_librarian(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("visitor", is_staff=True))
    assert client.get(reverse("admin:archive_resolution_upload")).status_code == 403


def test_a_long_document_travels_through_both_steps(signed_in):
    lines = [
        f"{number}. Urges States to consider matter {number} in the light of report {number};"
        for number in range(1, 1500)
    ]
    text = "\n\n".join(["The General Assembly,", "Recalling its resolutions,", *lines])
    page = upload(signed_in, text.encode() + b"\n" * 10, symbol="A/RES/76/9", title="Long").content.decode()
    sealed = sealed_of(page)
    signed_in.post(reverse("admin:archive_resolution_upload"), {"sealed": sealed})
    assert Resolution.objects.get().paragraphs.count() == 1500
