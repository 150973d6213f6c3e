"""Claims and quotations are corrected and removed in a draft; a script saves without leaving the page."""
import pytest
from django.urls import reverse

from archive.models import Claim, Codebook, Quotation, StanceAnnotation, StanceTarget
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_claim, annotate_quotation
from archive.workflow.transitions import submit_document
from tests.archive.curation.conftest import everything, give_text
from tests.base import make_document

pytestmark = pytest.mark.django_db

PASSAGE = {"passage-TOTAL_FORMS": "1", "passage-INITIAL_FORMS": "0"}


@pytest.fixture
def claim(cast, draft):
    return annotate_claim(draft, cast["cataloguer"], quote=Quote("About 1,500 left"), value="1,500",
                          comparator="about", subject="who left", claimant="narrator")


@pytest.fixture
def quotation(cast, draft):
    return annotate_quotation(draft, cast["cataloguer"], quote=Quote("the dam will break"), speaker="residents",
                              mode="direct")


def a_claim(**changes):
    return {**PASSAGE, "version": 1, "comparator": "over", "value": "1,500", "subject": "who left",
            "claimant": "the ministry", "passage-0-exact": "1,500", **changes}


def test_a_claim_is_changed_with_a_revision_and_the_earlier_one_keeps_what_it_was(clients, draft, claim):
    address = reverse("curation:change-claim", args=[claim.identifier])
    assert "About 1,500 left" in clients["cataloguer"].get(address).content.decode()
    assert clients["cataloguer"].post(address, a_claim()).status_code == 302
    changed = Claim.objects.get()
    assert (changed.claimant, changed.evidence.exact, changed.version) == ("the ministry", "1,500", 2)
    draft.refresh_from_db()
    assert draft.version == 3


def test_a_stale_or_wrong_change_of_a_claim_changes_nothing(clients, claim):
    address = reverse("curation:change-claim", args=[claim.identifier])
    before = everything()
    for wrong, words in (({"version": 9}, "changed by somebody else"), ({"value": ""}, "This field is required"),
                         ({"passage-0-exact": "no such words"}, "does not stand"),
                         ({"passage-0-exact": ""}, "evidence")):
        answer = clients["cataloguer"].post(address, a_claim(**wrong))
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert everything() == before
    assert Claim.objects.get().claimant == "narrator"


def test_claims_and_quotations_are_removed_from_a_draft(clients, claim, quotation):
    stale = reverse("curation:remove-claim", args=[claim.identifier])
    clients["cataloguer"].post(stale, {"version": 7})
    assert Claim.objects.exists()
    clients["cataloguer"].post(stale, {"version": 1})
    clients["cataloguer"].post(reverse("curation:remove-quotation", args=[quotation.identifier]), {"version": 1})
    assert not Claim.objects.exists()
    assert not Quotation.objects.exists()


def test_in_review_nothing_is_changed_or_removed(clients, cast, claim):
    submit_document(type(claim.document).objects.get(), cast["cataloguer"])
    before = everything()
    clients["cataloguer"].post(reverse("curation:remove-claim", args=[claim.identifier]), {"version": 1})
    assert clients["cataloguer"].post(
        reverse("curation:change-claim", args=[claim.identifier]), a_claim()).status_code == 409
    assert everything() == before
    assert Claim.objects.exists()


def test_a_script_gets_the_marks_anew_or_what_is_wrong(clients, draft, quotation):
    target = StanceTarget.objects.create(kind="entity", label="the dam")
    address = reverse("curation:label", args=[draft.identifier])
    data = {**PASSAGE, "holder_kind": "quoted", "holder": "residents", "target": target.pk, "position": "against",
            "passage-0-exact": "the dam will break"}
    refused = clients["cataloguer"].post(address, {**data, "position": ""}, headers={"Accept": "application/json"})
    assert refused.status_code == 422
    assert set(refused.json()["fields"]) == {"position"}
    answer = clients["cataloguer"].post(address, data, headers={"Accept": "application/json"}).json()
    assert StanceAnnotation.objects.get().holder == "residents"
    assert "your label" in answer["marks"]
    assert 'class="own quotation"' in answer["text"]
    assert answer["voices"][0]["speaker"] == "residents"


def test_the_text_of_the_page_is_the_text_character_for_character(clients, cast):
    document = make_document(cast["cataloguer"])
    give_text(document, "One\r\ntwo <b>three</b>.", filename="crlf.txt")
    html = clients["cataloguer"].get(reverse("curation:label", args=[document.identifier])).content.decode()
    assert "One&#13;\ntwo &lt;b&gt;three&lt;/b&gt;." in html


def test_a_reviewer_writes_the_next_codebook_and_all_read_what_changed(clients, draft):
    address = reverse("curation:write-codebook")
    page = clients["reviewer"].get(address)
    assert 'value="1.1"' in page.content.decode()
    assert clients["reviewer"].post(address, {"version": "1.1", "text": "Rules.", "change": "x"}).status_code == 422
    assert clients["reviewer"].post(
        address, {"version": "1.1", "text": "Better rules.", "change": "Says better."}).status_code == 302
    assert Codebook.objects.count() == 2
    html = clients["cataloguer"].get(
        reverse("curation:codebook-version", args=["1.1"]) + "?against=1.0").content.decode()
    assert "<ins>" in html
    assert "Says better." in html
    assert clients["cataloguer"].get(reverse("curation:codebook-version", args=["7"])).status_code == 404
