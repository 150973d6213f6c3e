"""Events of the ledger in words: what was done, to what, without hashes in full, each value in its own direction."""
import json

import pytest
from django.utils.translation import override

from archive.curation.event_words import ACTIONS, CHANGED, MOVES, TYPES, details_of, object_in_words, what_happened
from archive.models import Event
from archive.provenance.revise import revising
from archive.workflow.states import TRANSITIONS
from archive.workflow.transitions import submit_document
from tests.base import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(cast):
    """The events of a document that was drafted, saved for a reason with markup, and submitted."""
    document = make_document(cast["cataloguer"])
    with revising(document, cast["cataloguer"], "a <b>typed</b> reason"):
        document.save()
    submit_document(document, cast["cataloguer"])
    return list(Event.objects.order_by("sequence"))


def test_every_move_has_words():
    assert set(MOVES) == set(TRANSITIONS)


def test_what_happened_is_said_plainly(submitted):
    assert [what_happened(event) for event in submitted][-2:] == ["Saved as version 2", "Sent to review"]
    with override("fa"):
        assert what_happened(submitted[-1]) == "به بازبینی فرستاده شد"
        for words in (*MOVES.values(), *ACTIONS.values(), *CHANGED.values(), *TYPES.values()):
            assert not str(words).isascii()


def test_details_hold_shortened_hashes_with_the_whole_beside_and_escape_what_was_typed(submitted):
    saved = submitted[-2]
    whole = json.loads(saved.detail)["revision_sha256"]
    words = details_of(saved)
    assert f'<code title="{whole}">{whole[:8]}…</code>' in words
    assert "<bdi>a &lt;b&gt;typed&lt;/b&gt; reason</bdi>" in words
    assert "revision" not in details_of(saved, only_told=True)


def test_a_move_does_not_tell_its_state_and_name_again(submitted):
    assert details_of(submitted[-1]) == "version: <bdi>2</bdi>"


@pytest.mark.parametrize(("object_type", "words"), [
    ("ingestbatch", "دستهٔ بارگذاری"), ("document", "سند"), ("demo", "demo")])
def test_the_object_has_the_name_people_use(object_type, words):
    with override("fa"):
        assert object_in_words(object_type) == words
