"""A coder corrects their own label on a form that is filled in; nobody else's."""
import pytest
from django.urls import reverse

from archive.models import StanceAnnotation, StanceTarget
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance, decide_stance
from archive.workflow.transitions import submit_document
from tests.archive.curation.conftest import TEXT, everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def stance(cast, draft):
    target = StanceTarget.objects.create(kind="entity", label="the dam")
    quotes = [Quote("the dam will break"), Quote("dam", start=TEXT.index("dam"))]
    return annotate_stance(draft, cast["cataloguer"], holder_kind="quoted", holder="residents", target=target,
                           position="favor", evidence=quotes)


def address(stance):
    return reverse("curation:correct-label", args=[stance.identifier])


def sent(page, **changes):
    """What a browser would send from the form of `page`, with changes."""
    passages = page.context["passages"]
    data = {"version": page.context["opened"]}
    for form in (page.context["form"], passages.management_form, *passages):
        data |= {form.add_prefix(name): form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in {**data, **changes}.items()}


def test_the_page_offers_it_to_the_coder_alone(clients, stance):
    page = reverse("curation:document", args=[stance.document.identifier])
    assert address(stance) in clients["cataloguer"].get(page).content.decode()
    assert address(stance) not in clients["reviewer"].get(page).content.decode()


def test_a_label_is_corrected_with_its_passages_and_the_old_one_stays(clients, stance):
    page = clients["cataloguer"].get(address(stance))
    answer = clients["cataloguer"].post(address(stance), sent(page, position="against"))
    assert answer.status_code == 302
    old, new = StanceAnnotation.objects.order_by("pk")
    assert (old.status, old.position) == ("superseded", "favor")
    assert (new.supersedes, new.position, new.holder) == (old, "against", "residents")
    assert [span.pk for span in new.spans()] == [span.pk for span in old.spans()]
    document = clients["cataloguer"].get(answer["Location"]).content.decode()
    assert address(new) in document
    assert address(old) not in document


def test_nobody_corrects_the_label_of_another(clients, stance):
    before = everything()
    for who in ("reviewer", "administrator"):
        for method in (clients[who].get, clients[who].post):
            answer = method(address(stance))
            assert answer.status_code == 403
            assert "by its own coder" in answer.content.decode()
    assert everything() == before


def test_a_label_decided_since_the_form_was_opened_is_not_corrected(clients, cast, stance):
    page = clients["cataloguer"].get(address(stance))
    decide_stance(StanceAnnotation.objects.get(), cast["reviewer"], "accepted")
    before = everything()
    answer = clients["cataloguer"].post(address(stance), sent(page, position="against"))
    assert answer.status_code == 422
    assert "changed by somebody else" in answer.content.decode()
    assert everything() == before
    assert StanceAnnotation.objects.get().status == "accepted"


def test_what_is_wrong_with_a_correction_is_said_beside_it(clients, stance):
    page = clients["cataloguer"].get(address(stance))
    answer = clients["cataloguer"].post(address(stance), sent(page, position="neither", holder="kept words"))
    assert answer.status_code == 422
    assert "Say why it is neither" in answer.content.decode()
    assert "kept words" in answer.content.decode()


def test_in_review_nothing_is_corrected(clients, cast, stance):
    submit_document(stance.document, cast["cataloguer"])
    assert clients["cataloguer"].get(address(stance)).status_code == 409
