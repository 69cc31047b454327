import json

import pytest

from archive.curation.deciding import decide_topic
from archive.curation.tagging import check_query, tag_paragraphs, tag_topic
from archive.curation.topics import load_topics
from archive.models import Paragraph, ParagraphTopic, Resolution, Topic, TopicScheme
from archive.search import QueryError
from tests.curation.conftest import load, paragraph, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    scheme = TopicScheme.objects.create(code="s", name="S")
    return Topic.objects.create(
        scheme=scheme, slug="t", notation="1", label="T", query="travel documents\nconsular visit"
    )


def labels(topic: Topic) -> list[str]:
    return sorted(topic.paragraph_topics.values_list("paragraph__label", flat=True))


def test_a_paragraph_that_any_line_finds_gets_the_topic(loaded, topic):
    assert tag_topic(topic=topic) == 2
    assert labels(topic) == ["op/1", "op/2/a"]
    assert set(ParagraphTopic.objects.values_list("origin", "state")) == {("rule", "suggested")}


def test_a_topic_is_one_statement(loaded, topic, django_assert_num_queries):
    with django_assert_num_queries(1):
        tag_topic(topic=topic)


def test_a_changed_query_retags_everything_and_spares_decisions(loaded, topic):
    tag_paragraphs()
    visits, travel = Paragraph.objects.get(label="op/2/a"), Paragraph.objects.get(label="op/1")
    decide_topic(paragraphs=[visits.pk], topic=topic, state="confirmed", by="anna")
    decide_topic(paragraphs=[travel.pk], topic=topic, state="rejected", by="anna")
    Topic.objects.update(query="travel OR resolution")
    tag_paragraphs()
    assert dict(ParagraphTopic.objects.values_list("paragraph__label", "state")) == {
        "op/1": "rejected",
        "op/2/a": "confirmed",
        "pp/1": "suggested",
    }


def test_new_texts_are_tagged_without_running_over_the_old_ones(loaded, topic):
    tag_paragraphs()
    ParagraphTopic.objects.filter(paragraph__label="op/1").delete()
    load(record(symbol="A/RES/77/1"), sha="2")
    tagged = tag_paragraphs()
    assert (tagged.tags, tagged.resolutions) == (2, 1)
    assert labels(topic) == ["op/1", "op/2/a", "op/2/a"]
    assert tag_paragraphs().tags == 0


def test_a_query_taken_away_takes_its_tags_away(loaded, topic):
    tag_paragraphs()
    Topic.objects.update(query="")
    tag_paragraphs()
    assert not ParagraphTopic.objects.exists()


def test_headings_get_no_topic(topic):
    load(record(paragraphs=(paragraph("h/1", "Travel documents"), paragraph("op/1", "Urges;")), citations=()))
    tag_paragraphs()
    assert not ParagraphTopic.objects.exists()


def test_a_withdrawn_paragraph_of_a_new_reading_loses_its_rule_tag(loaded, topic):
    tag_paragraphs()
    load(record(paragraphs=(*record().paragraphs[:1], paragraph("op/1", "Urges States to issue documents;"))), sha="2")
    tag_paragraphs()
    assert labels(topic) == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("travel\n-documents", "Line 2 (“-documents”)"),
        ("year:2019 travel", "“year:” cannot stand in a stored query"),
        ("travel\n\n***", "no word to search for"),
        ("travel \0", "NUL"),
    ],
)
def test_a_query_that_cannot_be_read_says_which_line_and_why(query, told):
    with pytest.raises(QueryError) as error:
        check_query(query)
    assert told in str(error.value)


def test_the_schemes_of_the_project_load_and_can_all_be_run(db):
    text = (
        "Urges States to seek alternatives to the detention of migrants and to end the arbitrary detention of migrants;"
    )
    load(record(paragraphs=(paragraph("op/1", text),), citations=()))
    assert load_topics() >= 23
    assert Topic.objects.filter(scheme__code="gcm").count() == 23
    assert not Topic.objects.filter(scheme__code="gcm", query="").exists()
    tag_paragraphs()
    assert "alternatives-to-detention" in ParagraphTopic.objects.values_list("topic__slug", flat=True)


def test_loading_the_schemes_again_spares_what_a_librarian_edited(tmp_path):
    record = {"notation": "1", "slug": "data", "label": "Data", "note": "", "query": ["data"]}
    scheme = {"code": "gcm", "name": "Objectives", "position": 1, "topics": [record]}
    (tmp_path / "gcm.json").write_text(json.dumps(scheme))
    load_topics(directory=tmp_path)
    load_topics(directory=tmp_path)
    Topic.objects.update(query="statistics", is_edited=True)
    load_topics(directory=tmp_path)
    assert Topic.objects.get().query == "statistics"


def test_tagging_waits_for_nothing_when_all_is_tagged(loaded, topic, django_assert_num_queries):
    tag_paragraphs()
    assert Resolution.objects.get().tagged_at
    with django_assert_num_queries(4):
        tag_paragraphs()
