"""A digest is split in one act; parts keep their records when their boundaries move."""
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.accounts.grants import give_grant
from archive.models import Collection, Document, Event, Revision
from archive.parts.said import PartSaid, SplitRefused
from archive.parts.split import split_document
from archive.provenance.revise import NotEditable, StaleRecord
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_claim, annotate_quotation, annotate_stance
from archive.workflow.transitions import publish_document, reopen_document, submit_document
from tests.archive.stance.texts import make_written_document, said
from tests.base import make_agent, make_codebook, make_curator

pytestmark = pytest.mark.django_db

TEXT = "The road is gone. Nobody knows why.\nThe minister denies it. About 40 saw it."
FIRST, SECOND = PartSaid(0, 35, "The road"), PartSaid(36, 76, "The minister", printed_heading="The minister")


@pytest.fixture
def whole(cast):
    make_codebook()
    collection = Collection.objects.create(code="press", title="Press")
    return make_written_document(cast["cataloguer"], TEXT, collection=collection, rights="In copyright.",
                                 proposed_access="registered")


@pytest.fixture
def parts(whole, cast):
    return split_document(whole, [SECOND, FIRST], cast["cataloguer"]).made


def again(whole, *changes):
    """What the parts say now, as PartSaids, with `changes` ({field: value} or None to leave one out) for each."""
    rows = whole.parts.order_by("sequence")
    for part, change in zip(rows, changes, strict=True):
        if change is not None:
            yield replace(PartSaid(part.part_start, part.part_end, part.title, part.identifier, part.printed_heading,
                                   part.truncation, part.boundary_certainty), **change)


def refused(whole, parts, by):
    before = list(Document.objects.order_by("pk").values())
    events, revisions = Event.objects.count(), Revision.objects.count()
    with pytest.raises(SplitRefused) as refusal:
        split_document(whole, parts, by)
    assert list(Document.objects.order_by("pk").values()) == before
    assert (Event.objects.count(), Revision.objects.count()) == (events, revisions)
    return refusal.value.problems


@pytest.fixture
def granted(whole, parts, cast):
    """Who may describe the whole and its second part; the first lies in a collection of others."""
    granted = make_curator("granted")
    give_grant(granted, whole.collection, "cataloguer", cast["administrator"])
    Document.objects.filter(pk=parts[0].pk).update(collection=Collection.objects.create(code="else", title="Else"))
    return granted


def test_a_part_in_a_collection_of_others_stays_as_it_is_whoever_splits_around_it(whole, parts, granted):
    before = Document.objects.filter(pk=parts[0].pk).values()
    kept = dict(before.get())
    done = split_document(whole, [replace(one, end=59) for one in again(whole, None, {})], granted)
    assert ([part.pk for part in done.changed], done.removed) == ([parts[1].pk], [])
    split_document(whole, [*again(whole, None, {}), PartSaid(60, 76, "About 40")], granted)
    assert list(whole.parts.order_by("part_start").values_list("title", "sequence")) == [
        ("The road", 1), ("The minister", 2), ("About 40", 3)]
    split_document(whole, [], granted)
    assert before.get() == kept
    assert whole.parts.get().pk == parts[0].pk


def test_nobody_says_moves_renumbers_or_covers_a_part_in_a_collection_of_others(whole, parts, granted):
    for changes in (({"title": "Mine now"}, {}), ({"end": 17}, {})):
        problems = refused(whole, list(again(whole, *changes)), granted)
        assert (0, "This part is not there any more: open the page again.") in problems
        assert not any("The road" in sentence for _index, sentence in problems)
    [(index, sentence)] = refused(whole, list(again(whole, None, {"start": 30})), granted)
    assert (index, sentence) == (0, "It overlaps a part in another collection, characters 0 to 35.")
    Document.objects.filter(pk=parts[0].pk).update(part_start=18)
    [(index, sentence)] = refused(whole, [PartSaid(0, 17, "New"), *again(whole, None, {})], granted)
    assert index is None
    assert "characters 18 to 35 lies in another collection, and would get another number" in sentence
    assert "road" not in sentence


def test_parts_are_made_in_the_order_of_the_text_and_inherit_what_holds_for_the_whole(whole, parts):
    one, two = whole.parts.order_by("sequence")
    assert [part.title for part in (one, two)] == ["The road", "The minister"]
    assert (one.sequence, one.part_start, one.part_end, one.part_text) == (1, 0, 35, whole.text_version())
    assert (one.collection, one.language, one.rights, one.proposed_access) == (
        whole.collection, ["en"], "In copyright.", "registered")
    assert (one.state, one.access_level, one.persons_at_risk) == ("draft", "restricted", "not-assessed")
    assert TEXT[two.part_start:two.part_end] == "The minister denies it. About 40 saw it."
    assert Revision.objects.filter(record_id=two.identifier).count() == 1


def test_saying_the_same_again_changes_no_part(whole, parts, cast):
    done = split_document(whole, list(again(whole, {}, {})), cast["cataloguer"])
    assert (done.made, done.changed, done.removed) == ([], [], [])
    assert {part.version for part in whole.parts.all()} == {1}


def test_a_part_between_two_others_renumbers_those_behind_it(whole, parts, cast):
    new = PartSaid(18, 35, "Nobody knows")
    done = split_document(whole, [*again(whole, {"end": 17}, {}), new], cast["cataloguer"])
    assert [part.title for part in whole.parts.order_by("sequence")] == ["The road", "Nobody knows", "The minister"]
    assert (len(done.made), len(done.changed)) == (1, 2)
    assert Document.objects.get(pk=parts[1].pk).version == 2


def test_two_parts_can_change_places(whole, parts, cast):
    one, two = again(whole, {"start": 36, "end": 76}, {"start": 0, "end": 35})
    split_document(whole, [one, two], cast["cataloguer"])
    assert [part.title for part in whole.parts.order_by("sequence")] == ["The minister", "The road"]


def test_a_moved_boundary_keeps_the_parts_description_and_labels(whole, parts, cast):
    part = parts[1]
    annotate_stance(part, cast["cataloguer"], evidence=[Quote("The minister denies it")], **said())
    part.contributions.create(agent=make_agent("The Courier"), role="publisher", as_printed="COURIER")
    split_document(whole, list(again(whole, {}, {"end": 59})), cast["cataloguer"])
    part.refresh_from_db()
    assert (part.part_end, part.stances.count(), part.contributions.count()) == (59, 1, 1)


@pytest.mark.parametrize("what", ["label", "claim", "quotation"])
def test_what_would_lie_outside_a_moved_boundary_is_named_and_nothing_moves(whole, parts, cast, what):
    part, by, quote = parts[1], cast["cataloguer"], Quote("About 40 saw it")
    if what == "label":
        annotate_stance(part, by, evidence=[Quote("The minister"), quote], **said())
    elif what == "claim":
        annotate_claim(part, by, quote=quote, value="40", subject="people who saw it", claimant="the text")
    else:
        annotate_quotation(part, by, quote=quote, speaker="somebody", mode="direct")
    [(index, sentence)] = refused(whole, list(again(whole, {}, {"end": 59})), by)
    assert index == 1
    assert what in sentence
    assert "“About 40 saw it”, characters 60 to 75" in sentence


def test_a_part_that_says_nothing_yet_is_removed_and_the_ledger_says_so(whole, parts, cast):
    done = split_document(whole, list(again(whole, {}, None)), cast["cataloguer"])
    assert [part.title for part in done.removed] == ["The minister"]
    assert whole.parts.count() == 1
    assert Event.objects.filter(object_id=parts[1].identifier, type="deletion").count() == 1
    assert Revision.objects.filter(record_id=parts[1].identifier).count() == 1


def test_a_part_with_a_label_is_not_removed(whole, parts, cast):
    by = cast["cataloguer"]
    annotate_stance(parts[1], by, evidence=[Quote("The minister")], **said())
    [(index, sentence)] = refused(whole, list(again(whole, {}, None)), by)
    assert index is None
    assert "cannot be removed: it has labels" in sentence


def test_a_part_that_readers_see_is_not_removed(whole, parts, cast):
    for document in (whole, parts[1]):
        document.persons_at_risk = "no"
        document.save()
        submit_document(document, cast["cataloguer"])
        publish_document(document, cast["reviewer"], "restricted")
        reopen_document(document, cast["cataloguer"])
    [(index, sentence)] = refused(whole, list(again(whole, {}, None)), cast["cataloguer"])
    assert index is None
    assert "is or was public" in sentence


def test_a_part_in_review_is_neither_moved_nor_renumbered(whole, parts, cast):
    submit_document(parts[1], cast["cataloguer"])
    new = PartSaid(18, 35, "Nobody knows")
    problems = refused(whole, [*again(whole, {"end": 17}, {}), new], cast["cataloguer"])
    assert [(index, "in review" in sentence) for index, sentence in problems] == [(2, True)]


def test_an_overlap_is_refused_unless_the_boundary_is_disputed(whole, cast):
    one, two = FIRST, replace(SECOND, start=30)
    [(index, sentence)] = refused(whole, [one, two], cast["cataloguer"])
    assert (index, "by 5 characters" in sentence) == (1, True)
    done = split_document(whole, [one, replace(two, boundary_certainty="disputed")], cast["cataloguer"])
    assert len(done.made) == 2


@pytest.mark.parametrize(("part", "words"), [
    (PartSaid(0, 77, "Too far"), "text of 76 characters"),
    (PartSaid(5, 5, "Empty"), "no range"),
    (PartSaid(-1, 5, "Before"), "no range"),
    (PartSaid(0, 5, " "), "Give a title"),
    (PartSaid(0, 5, "Elsewhere", identifier="nobody"), "not there any more"),
    (PartSaid(0, 5, "Cut", truncation="torn"), "from the lists"),
])
def test_each_wrong_part_gets_its_sentence(whole, cast, part, words):
    [(index, sentence)] = refused(whole, [part], cast["cataloguer"])
    assert index == 0
    assert words in sentence


def test_somebody_who_was_slower_changes_nothing(whole, parts, cast):
    stale = Document.objects.get(pk=whole.pk)
    split_document(whole, list(again(whole, {"title": "A road"}, {})), cast["cataloguer"])
    with pytest.raises(StaleRecord):
        split_document(stale, list(again(stale, {"title": "The way"}, {})), cast["cataloguer"])
    assert whole.parts.get(sequence=1).title == "A road"


def test_only_a_draft_that_is_no_part_and_has_a_text_is_split(whole, parts, cast):
    assert "split its whole" in refused(parts[0], [PartSaid(0, 5, "Deeper")], cast["cataloguer"])[0][1]
    submit_document(whole, cast["cataloguer"])
    with pytest.raises(NotEditable):
        split_document(whole, [FIRST], cast["cataloguer"])
    with pytest.raises(PermissionDenied):
        split_document(whole, [FIRST], cast["outsider"])


def test_many_parts_are_made_in_a_number_of_queries_that_does_not_grow(cast):
    make_codebook()
    counts = []
    for turn, many in enumerate((3, 3, 15)):  # the first time, what does not change is read
        whole = make_written_document(cast["cataloguer"], f"{turn} " + "word " * 20)
        with CaptureQueriesContext(connection) as queries:
            split_document(whole, [PartSaid(n, n + 1, f"Part {n}") for n in range(many)], cast["cataloguer"])
        assert whole.parts.count() == many
        counts.append(len(queries))
    assert counts[1] == counts[2]
