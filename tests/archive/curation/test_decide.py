"""Decisions through the screens: what is offered, four eyes, and what a refusal leaves behind."""
import datetime

import pytest
from django.urls import reverse

from archive.models import Document, StanceTarget
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance
from archive.workflow.transitions import submit_document
from tests.archive.curation.conftest import everything
from tests.base import make_document, publish

pytestmark = pytest.mark.django_db


def post(browser, document, name, **said):
    address = reverse(f"curation:{name}", args=[document.identifier])
    return browser.post(address, {"version": document.version, **said})


def offered(browser, document):
    page = browser.get(reverse("curation:document", args=[document.identifier]))
    return [decision.name for decision in page.context["decisions"]]


def test_the_page_offers_what_the_policy_allows_this_person_now(clients, cast, draft):
    assert offered(clients["cataloguer"], draft) == ["submit"]
    assert offered(clients["reviewer"], draft) == ["submit", "withdraw"]
    submit_document(draft, cast["reviewer"])
    assert offered(clients["cataloguer"], draft) == []
    assert offered(clients["reviewer"], draft) == ["return", "recall", "withdraw"]
    assert offered(clients["administrator"], draft) == ["publish", "return", "withdraw"]


def test_nobody_publishes_what_they_submitted_even_by_hand(clients, draft):
    post(clients["administrator"], draft, "submit")
    before = everything()
    answer = post(clients["administrator"], draft, "publish", access="public")
    assert answer.status_code == 403
    assert "ask another reviewer" in answer.content.decode()
    assert everything() == before
    page = clients["administrator"].get(reverse("curation:document", args=[draft.identifier]))
    assert "another reviewer decides" in page.content.decode()


def test_what_was_submitted_is_taken_back_by_who_submitted_it(clients, draft):
    post(clients["cataloguer"], draft, "submit")
    assert offered(clients["cataloguer"], draft) == ["recall"]
    assert post(clients["reviewer"], draft, "recall").status_code == 403
    answer = clients["cataloguer"].post(reverse("curation:recall", args=[draft.identifier]),
                                        {"version": draft.version}, follow=True)
    assert "It is a draft again." in answer.content.decode()
    assert Document.objects.get(pk=draft.pk).state == "draft"
    assert offered(clients["cataloguer"], draft) == ["submit"]


def test_what_is_missing_is_said_after_submitting_and_all_at_once_after_publishing(clients, draft):
    Document.objects.filter(pk=draft.pk).update(language=[], genre=None, persons_at_risk="not-assessed")
    submitted = clients["cataloguer"].post(reverse("curation:submit", args=[draft.identifier]),
                                           {"version": draft.version}, follow=True).content.decode()
    assert "Sent to review. Still missing: languages, genre, persons at risk." in submitted
    before = everything()
    answer = post(clients["reviewer"], draft, "publish", access="registered")
    page = answer.content.decode()
    assert (answer.status_code, everything()) == (409, before)
    form = page[page.index(">Not published:"):page.index('name="access"')]
    describe = reverse("curation:describe", args=[draft.identifier])
    for field, words in (("language", "No language is given."), ("genre", "No genre is chosen."),
                         ("persons_at_risk", "Nobody has assessed whether")):
        assert f'<a href="{describe}#id_{field}">{words}' in form
    assert page.count("Not published:") == 1 and "describe the document first" not in page


def test_a_refusal_stands_once_on_the_page_and_begins_as_a_sentence(clients, draft):
    post(clients["cataloguer"], draft, "submit")
    Document.objects.filter(pk=draft.pk).update(version=9)
    page = post(clients["reviewer"], draft, "return", comment="my long comment").content.decode()
    assert page.count("he document was edited meanwhile") == page.count("The document was edited meanwhile") == 1
    Document.objects.filter(pk=draft.pk).update(version=draft.version, state="draft")
    page = post(clients["reviewer"], draft, "return", comment="my long comment").content.decode()
    assert page.count("A document that is draft cannot return") == 1


def test_a_document_is_submitted_returned_submitted_and_published(clients, draft):
    assert post(clients["cataloguer"], draft, "submit").status_code == 302
    post(clients["reviewer"], draft, "return", comment="Name the <publisher>")
    page = clients["cataloguer"].get(reverse("curation:desk"))
    assert "Name the &lt;publisher&gt;" in page.content.decode()
    post(clients["cataloguer"], draft, "submit")
    post(clients["reviewer"], draft, "publish", access="registered")
    saved = Document.objects.get(pk=draft.pk)
    assert (saved.state, saved.access_level) == ("published", "registered")


def test_a_move_without_what_it_needs_keeps_the_entries_and_moves_nothing(clients, draft):
    before = everything()
    answer = post(clients["reviewer"], draft, "withdraw", note="kept words", reason="no such reason")
    assert answer.status_code == 422
    assert "kept words" in answer.content.decode()
    assert everything() == before


def test_a_decision_about_an_older_version_is_refused(clients, draft):
    post(clients["cataloguer"], draft, "submit")
    Document.objects.filter(pk=draft.pk).update(version=9)
    before = everything()
    answer = post(clients["reviewer"], draft, "return", comment="my long comment")
    assert answer.status_code == 409
    words = answer.content.decode()
    assert "look at it again" in words
    assert "my long comment" in words
    assert everything() == before


def test_an_embargo_is_set_with_its_reason(clients, cast, draft):
    publish(draft, cast)
    post(clients["reviewer"], draft, "embargo", until="2199-01-01", reason="a trial is pending")
    saved = Document.objects.get(pk=draft.pk)
    assert (saved.embargo_until, saved.embargo_reason) == (datetime.date(2199, 1, 1), "a trial is pending")


@pytest.mark.parametrize(("name", "field", "said"), [
    ("embargo", "until", {"until": "2016-01-01", "reason": "kept words"}),
    ("publish", "embargo_until", {"access": "public", "embargo_until": "2016-01-01", "embargo_reason": "kept words"}),
])
def test_a_day_that_hides_nothing_is_refused_at_its_field(clients, cast, draft, name, field, said):
    publish(draft, cast) if name == "embargo" else submit_document(draft, cast["cataloguer"])
    before = everything()
    answer = post(clients["reviewer"], draft, name, **said)
    assert answer.status_code == 422
    form = next(one.form for one in answer.context["decisions"] if one.name == name)
    message = "2016-01-01 is today or past, so nothing would be hidden: choose a later day"
    assert form.errors == {field: [message]}
    assert message in answer.content.decode()
    assert "kept words" in answer.content.decode()
    assert everything() == before


def test_no_reason_of_a_withdrawal_is_chosen_beforehand_and_its_note_stands_apart(clients, cast, draft):
    publish(draft, cast)
    page = clients["reviewer"].get(reverse("curation:document", args=[draft.identifier]))
    (form,) = [one.form for one in page.context["decisions"] if one.name == "withdraw"]
    assert form["reason"].value() is None
    assert '<option value="" selected>not said</option>' in str(form["reason"])
    assert post(clients["reviewer"], draft, "withdraw", reason="").status_code == 422
    post(clients["reviewer"], draft, "withdraw", reason="safety", note="Tells where.", is_silent="on")
    page = clients["reviewer"].get(reverse("curation:document", args=[draft.identifier])).content.decode()
    assert '(silent) · <strong>Public note:</strong> <bdi class="lines" dir="auto">Tells where.</bdi>' in page


def test_a_withdrawal_says_why_and_may_be_silent(clients, cast, draft):
    publish(draft, cast)
    post(clients["reviewer"], draft, "withdraw", reason="safety", note="", is_silent="on")
    saved = Document.objects.get(pk=draft.pk)
    assert (saved.state, saved.withdrawal_reason, saved.is_withdrawn_silently) == ("withdrawn", "safety", True)


def test_a_whole_is_published_with_its_parts_when_the_box_is_ticked(clients, cast):
    whole = make_document(cast["cataloguer"], title="Digest")
    part = make_document(cast["cataloguer"], title="Part", parent=whole, sequence=1)
    page = clients["cataloguer"].get(reverse("curation:document", args=[whole.identifier]))
    assert 'name="with_parts"' in page.content.decode()
    assert "checked" in page.content.decode()
    post(clients["cataloguer"], whole, "submit", with_parts="on")
    post(clients["reviewer"], whole, "publish", access="public")
    part.refresh_from_db()
    assert part.state == "in_review"


def test_a_reviewer_accepts_a_label_but_not_their_own(clients, cast, draft):
    target = StanceTarget.objects.create(kind="entity", label="the dam")
    stance = annotate_stance(draft, cast["reviewer"], holder_kind="narrator", holder="narrator", target=target,
                             position="against", evidence=[Quote("the dam will break")])
    address = reverse("curation:decide-label", args=[stance.identifier])
    assert clients["reviewer"].post(address, {"status": "accepted"}).status_code == 403
    stance.refresh_from_db()
    assert stance.status == "proposed"
    clients["administrator"].post(address, {"status": "accepted"})
    stance.refresh_from_db()
    assert stance.status == "accepted"


def test_an_emptied_day_of_publication_shows_the_document_now(clients, cast, draft):
    Document.objects.filter(pk=draft.pk).update(embargo_until=datetime.date(2199, 1, 1), embargo_reason="proposed")
    submit_document(draft, cast["cataloguer"])
    page = clients["reviewer"].get(reverse("curation:document", args=[draft.identifier]))
    assert "2199-01-01" in page.content.decode()
    Document.objects.filter(pk=draft.pk).update(persons_at_risk="no")
    post(clients["reviewer"], draft, "publish", access="public", embargo_until="", embargo_reason="proposed")
    saved = Document.objects.get(pk=draft.pk)
    assert (saved.state, saved.embargo_until, saved.embargo_reason) == ("published", None, "")


def test_a_day_that_is_over_is_not_proposed_again_and_the_form_publishes_as_it_stands(clients, cast, draft):
    Document.objects.filter(pk=draft.pk).update(embargo_until=datetime.date(2016, 1, 1), embargo_reason="a trial")
    submit_document(draft, cast["cataloguer"])
    page = clients["reviewer"].get(reverse("curation:document", args=[draft.identifier]))
    (form,) = [one.form for one in page.context["decisions"] if one.name == "publish"]
    entered = {name: form[name].value() or "" for name in form.fields}
    assert (entered["embargo_until"], entered["embargo_reason"]) == ("", "")
    assert post(clients["reviewer"], draft, "publish", **{**entered, "access": "public"}).status_code == 302
    saved = Document.objects.get(pk=draft.pk)
    assert (saved.state, saved.embargo_until, saved.embargo_reason) == ("published", None, "")


def test_an_embargo_is_lifted_where_there_is_one(clients, cast, draft):
    publish(draft, cast)
    assert "lift" not in offered(clients["reviewer"], draft)
    post(clients["reviewer"], draft, "embargo", until="2199-01-01", reason="a trial is pending")
    assert "lift" in offered(clients["reviewer"], draft)
    assert post(clients["reviewer"], draft, "lift").status_code == 302
    assert Document.objects.get(pk=draft.pk).embargo_until is None
