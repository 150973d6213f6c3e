"""Marking a text through the screens: labels, claims and quotations, each with its passage."""
import pytest
from django.urls import reverse

from archive.models import Claim, Document, Quotation, Revision, StanceAnnotation
from archive.workflow.transitions import submit_document
from tests.archive.curation.conftest import TEXT, everything
from tests.base import make_agent

pytestmark = pytest.mark.django_db

PASSAGES = {"passage-TOTAL_FORMS": "3", "passage-INITIAL_FORMS": "0"}


def send(browser, document, kind="label", **data):
    return browser.post(reverse(f"curation:{kind}", args=[document.identifier]), {**PASSAGES, **data})


def a_label(target, **changes):
    return {"holder_kind": "quoted", "holder": "residents", "target": target.pk, "position": "against",
            "explicitness": "explicit", "confidence": "high", "rationale": "They say that it will break.",
            "passage-0-exact": '"the dam will break"', **changes}


def test_a_label_is_anchored_in_the_text_as_it_stands_there(clients, cast, draft, target):
    agent = make_agent("Residents' council")
    agent.names.create(text="the residents")
    answer = send(clients["cataloguer"], draft, **a_label(
        target, holder_agent="the residents", **{"passage-1-exact": "1,500"}))
    assert answer.status_code == 302
    stance = StanceAnnotation.objects.get()
    assert stance.evidence.exact == "“the dam will break”"
    assert [span.exact for span in stance.spans()] == ["“the dam will break”", "1,500"]
    assert (stance.holder_agent, stance.coder, stance.status) == (agent, cast["cataloguer"], "proposed")
    assert Revision.objects.get(record_id=draft.identifier, version=2).reason == "stance label added"
    page = clients["cataloguer"].get(answer["Location"]).content.decode()
    assert f'id="span-{stance.evidence_id}"' in page
    assert "<mark>“the dam will break”</mark>" in page


@pytest.mark.parametrize(("changes", "words"), [
    ({"passage-0-exact": "no such words"}, "does not stand in this document"),
    ({"passage-0-exact": "dam"}, "stands in 2 places"),
    ({"passage-0-exact": ""}, "evidence"),
    ({"holder": ""}, "This field is required"),
    ({"position": "neither"}, "Say why it is neither"),
    ({"neither_reason": "mixed"}, "Only a position “neither” has a reason here"),
    ({"holder_kind": "agent"}, "name its authority record"),
    ({"rationale": "x" * 501}, "at most 500"),
])
def test_a_label_that_lacks_something_is_refused_with_a_sentence(clients, draft, target, changes, words):
    before = everything()
    answer = send(clients["cataloguer"], draft, **a_label(target, **changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert everything() == before
    assert not StanceAnnotation.objects.exists()


def test_a_passage_that_stands_twice_is_told_by_its_start(clients, draft, target):
    first = TEXT.index("dam")
    send(clients["cataloguer"], draft, **a_label(target, **{"passage-0-exact": "dam", "passage-0-start": first}))
    assert StanceAnnotation.objects.get().evidence.start == first


def test_target_absent_needs_no_passage(clients, draft, target):
    send(clients["cataloguer"], draft, **a_label(
        target, position="neither", neither_reason="target-absent", **{"passage-0-exact": ""}))
    assert StanceAnnotation.objects.get().evidence is None


def test_a_claim_and_a_quotation_are_added_with_their_passage(clients, draft):
    send(clients["cataloguer"], draft, "claim", value="1,500", comparator="about", unit="persons",
         subject="who left", claimant="narrator", **{"passage-0-exact": "About 1,500 left", "passage-TOTAL_FORMS": "1"})
    send(clients["cataloguer"], draft, "quotation", speaker="residents", mode="direct",
         **{"passage-0-exact": "the dam will break", "passage-TOTAL_FORMS": "1"})
    assert Claim.objects.get().evidence.exact == "About 1,500 left"
    assert Quotation.objects.get().evidence.exact == "the dam will break"
    assert Document.objects.get(pk=draft.pk).version == 3


def test_a_claim_without_passage_is_refused(clients, draft):
    answer = send(clients["cataloguer"], draft, "claim", value="1,500", comparator="about", subject="who left",
                  claimant="narrator", **{"passage-TOTAL_FORMS": "1"})
    assert "Quote the passage that says so" in answer.content.decode()
    assert not Claim.objects.exists()


def test_only_a_draft_is_labelled(clients, cast, draft, target):
    submit_document(draft, cast["cataloguer"])
    before = everything()
    assert send(clients["cataloguer"], draft, **a_label(target)).status_code == 409
    assert everything() == before
