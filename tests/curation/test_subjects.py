import pytest

from archive.curation.topics import load_topics
from archive.models import Resolution, ResolutionTopic, Topic
from archive.parsing.document import Subject
from tests.curation.conftest import load, record

pytestmark = pytest.mark.django_db


def test_the_publishers_subjects_become_topics_of_their_own_schemes():
    migrants = Subject("UNBIS", "1004110", "MIGRANTS")
    load(record(subjects=(migrants, Subject("SDG", "10", "Reduced inequalities"))))
    load(record(symbol="A/RES/76/173", subjects=(migrants,)), sha="2")
    assert list(Topic.objects.values_list("scheme__code", "notation", "label")) == [
        ("sdg", "10", "Reduced inequalities"),
        ("unbis", "1004110", "MIGRANTS"),
    ]
    assert ResolutionTopic.objects.filter(topic__notation="1004110").count() == 2


def test_a_later_source_sets_the_publishers_subjects_and_leaves_the_librarians():
    load(record(subjects=(Subject("UNBIS", "1004110", "MIGRANTS"),)))
    own = Topic.objects.create(scheme=Topic.objects.get().scheme, slug="own", notation="x", label="Own")
    ResolutionTopic.objects.create(resolution=Resolution.objects.get(), topic=own, origin="curator")
    load(record(subjects=(Subject("UNBIS", "1005418", "REFUGEES"),)), sha="2")
    assert sorted(ResolutionTopic.objects.values_list("topic__label", flat=True)) == ["Own", "REFUGEES"]


def test_goals_are_named_and_stand_before_the_targets():
    load(record(subjects=(Subject("SDG", "10.7", "Target 10.7"), Subject("SDG", "10", "Goal 10"))))
    load_topics()
    goals = list(Topic.objects.filter(scheme__code="sdg").values_list("label", flat=True))
    assert (goals[0], goals[9], goals[-1]) == ("No poverty", "Reduced inequalities", "Target 10.7")
    assert ResolutionTopic.objects.filter(topic__label="Reduced inequalities").count() == 1


def test_subjects_that_spell_alike_or_run_long_are_kept_apart():
    long = "A" * 90
    alike = (Subject("UNBIS", "C", "C"), Subject("UNBIS", "C++", "C++"), Subject("UNBIS", "c", "c"))
    load(record(subjects=(*alike, Subject("UNBIS", "", long), Subject("UNBIS", "", long + "B"))))
    load(record(symbol="A/RES/76/173", subjects=(Subject("UNBIS", "C/", "C/"),)), sha="2")
    assert ResolutionTopic.objects.count() == 5
    assert Topic.objects.count() == 5


NUMBERED, PLAIN = Subject("UNBIS", "1001030", "climate change"), Subject("UNBIS", "", "Climate change")


@pytest.mark.parametrize("order", [[(NUMBERED,), (PLAIN,)], [(PLAIN,), (NUMBERED,)], [(PLAIN, NUMBERED), (PLAIN,)]])
def test_a_subject_with_its_number_and_without_it_is_one_topic(order):
    for at, subjects in enumerate(order):
        load(record(symbol=f"A/RES/76/17{at}", subjects=subjects), sha=str(at))
    assert Topic.objects.get().notation == "1001030"
    assert ResolutionTopic.objects.count() == 2


def test_a_topic_keeps_its_address_when_its_number_comes():
    load(record(subjects=(PLAIN,)))
    before = Topic.objects.get()
    load(record(symbol="A/RES/76/173", subjects=(NUMBERED,)), sha="2")
    after = Topic.objects.get()
    assert (after.pk, after.slug, after.notation) == (before.pk, before.slug, "1001030")


def test_a_later_source_without_numbers_keeps_the_topics():
    load(record(subjects=(NUMBERED,)))
    load(record(subjects=(PLAIN,)), sha="2")
    assert ResolutionTopic.objects.get().topic.notation == "1001030"
