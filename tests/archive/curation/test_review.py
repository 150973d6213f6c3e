"""What a reviewer sees beside a record: checklist, comments, differences, decisions; and what each leaves."""
import pytest
from django.urls import reverse

from archive.curation.checklist import checklist_of
from archive.models import Comment, Document, LoadedWord, StanceTarget
from archive.provenance.revise import revising
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance
from archive.workflow.transitions import publish_document, reopen_document, submit_document
from tests.base import make_agent, make_document, publish

pytestmark = pytest.mark.django_db


def page_of(browser, document):
    return browser.get(reverse("curation:document", args=[document.identifier]))


def lines(document):
    checklist = checklist_of(Document.objects.get(pk=document.pk))
    return {line.words: line.state for line in (*checklist.required, *checklist.weighed)}


def test_what_is_required_is_told_apart_from_what_is_to_be_weighed(cast):
    document = make_document(cast["cataloguer"], language=[], persons_at_risk="not-assessed")
    checklist = checklist_of(document)
    assert [(line.field, line.state) for line in checklist.required] == [
        ("title", "done"), ("language", "missing"), ("genre", "done"), ("persons_at_risk", "missing")]
    assert not checklist.is_publishable
    assert all(not line.is_required for line in checklist.weighed)
    Document.objects.filter(pk=document.pk).update(language=["en"], persons_at_risk="yes")
    document = Document.objects.get(pk=document.pk)
    assert checklist_of(document).is_publishable
    warning = "Publishing could endanger a person: the reviewer must decide on the access level."
    assert lines(document)[warning] == "weigh"


def test_a_loaded_word_is_to_be_weighed_with_what_to_write_instead(cast):
    LoadedWord.objects.create(phrase="regime", reason="It takes a side.", instead="government")
    document = make_document(cast["cataloguer"], description="On the regime.")
    assert lines(document)["“regime” in description: It takes a side. Write instead: government."] == "weigh"


def test_labels_are_counted_with_their_evidence(cast, draft):
    target = StanceTarget.objects.create(kind="entity", label="the dam")
    assert lines(draft)["Nobody has labelled where its voices stand."] == "weigh"
    annotate_stance(draft, cast["cataloguer"], holder_kind="narrator", holder="narrator", target=target,
                    position="favor", evidence=[Quote("the dam is safe")])
    seen = lines(draft)
    assert seen["Every label has its evidence: 1."] == "done"
    assert seen["Labels that nobody has accepted or contested: 1."] == "weigh"


def test_an_open_line_leads_a_cataloguer_to_its_field(clients, cast):
    document = make_document(cast["cataloguer"], language=[])
    words = page_of(clients["cataloguer"], document).content.decode()
    assert f'{reverse("curation:describe", args=[document.identifier])}#id_language"' in words


def test_the_page_shows_what_changed_since_readers_saw_it(clients, cast):
    document = publish(make_document(cast["cataloguer"], title="First words"), cast)
    assert "Nothing: readers have this version." in page_of(clients["reviewer"], document).content.decode()
    reopen_document(document, cast["cataloguer"])
    with revising(document, cast["cataloguer"]):
        document.title = "Second words"
        document.save()
    submit_document(document, cast["cataloguer"])
    page = page_of(clients["reviewer"], document)
    assert [change.name for change in page.context["changes"]] == ["title"]
    assert "Readers have" in page.content.decode()


def test_a_document_in_review_is_framed_as_readers_will_see_it(clients, cast, draft):
    submit_document(draft, cast["cataloguer"])
    page = page_of(clients["reviewer"], draft)
    assert f'<iframe src="{reverse("preview", args=[draft.identifier])}"' in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]


@pytest.mark.parametrize(("who", "primary"), [("cataloguer", []), ("reviewer", ["publish"])])
def test_there_is_one_primary_action_and_what_takes_away_stands_behind_a_disclosure(clients, cast, draft, who, primary):
    submit_document(draft, cast["cataloguer"])
    page = page_of(clients[who], draft)
    assert [one.name for one in page.context["decisions"] if one.is_primary] == primary
    words = page.content.decode()
    assert words.count('class="primary"') == len(primary)
    if primary:
        assert words.index('class="taking-away"') < words.index("/withdraw/")


def test_every_decision_says_what_it_does(clients, cast, draft):
    publish_again = publish(make_document(cast["cataloguer"], title="Out"), cast)
    for document in (draft, publish_again):
        for decision in page_of(clients["reviewer"], document).context["decisions"]:
            assert len(str(decision.explanation)) > 20, decision.name


def test_a_revision_is_offered_to_be_taken_back_only_if_there_is_one_before(clients, cast):
    document = publish(make_document(cast["cataloguer"]), cast)
    offered = lambda: [one.name for one in page_of(clients["reviewer"], document).context["decisions"]]
    assert "unpublish" not in offered()
    assert "restrict" in offered()
    reopen_document(document, cast["cataloguer"])
    with revising(document, cast["cataloguer"]):
        document.title = "Second"
        document.save()
    publish(document, cast)
    assert "unpublish" in offered()
    answer = clients["reviewer"].post(reverse("curation:unpublish", args=[document.identifier]),
                                      {"version": document.version, "comment": "it names a witness"})
    assert answer.status_code == 302
    assert Document.objects.get().published_revision.version == 1


def test_a_document_is_restricted_only_to_fewer_readers(clients, cast):
    document = publish(make_document(cast["cataloguer"]), cast)
    address = reverse("curation:restrict", args=[document.identifier])
    said = {"version": document.version, "reason": "a witness asked"}
    assert clients["reviewer"].post(address, {**said, "access": "public"}).status_code == 422
    assert clients["reviewer"].post(address, {**said, "access": "dark"}).status_code == 302
    assert Document.objects.get().access_level == "dark"


def test_a_comment_is_left_shown_and_settled_by_screen(clients, cast, draft):
    address = reverse("curation:comment", args=[draft.identifier])
    clients["reviewer"].post(address, {"text": "Which <date>?", "field": "issued"})
    made = Comment.objects.get()
    words = page_of(clients["cataloguer"], draft).content.decode()
    assert "Which &lt;date&gt;?" in words
    assert "#id_issued" in words
    settle = reverse("curation:settle-comment", args=[made.identifier])
    assert clients["cataloguer"].post(settle, {"settle": "1"})["Location"].endswith("#comments")
    assert "settled by" in page_of(clients["reviewer"], draft).content.decode()
    clients["reviewer"].post(settle, {"reopen": "1"})
    assert Comment.objects.get().settled_at is None
    clients["reviewer"].post(address, {"text": " "})
    assert Comment.objects.count() == 1


def test_documents_are_assigned_one_by_one_and_from_a_queue(clients, cast, draft):
    other = make_document(cast["cataloguer"], title="Other")
    to = cast["reviewer"].identifier
    clients["cataloguer"].post(reverse("curation:assign", args=[draft.identifier]), {"to": to})
    assert Document.objects.get(pk=draft.pk).assigned_to == cast["reviewer"]
    said = {"to": cast["administrator"].identifier, "document": [draft.identifier, other.identifier]}
    answer = clients["cataloguer"].post(reverse("curation:assign-chosen"), {**said, "back": "//evil.example/"})
    assert answer["Location"] == reverse("curation:desk")
    assert set(Document.objects.values_list("assigned_to__username", flat=True)) == {"administrator"}
    clients["cataloguer"].post(reverse("curation:assign-chosen"), {**said, "to": cast["outsider"].identifier})
    assert set(Document.objects.values_list("assigned_to__username", flat=True)) == {"administrator"}


def test_a_comment_that_cannot_be_kept_assigns_nobody_and_says_why(clients, cast, draft):
    for comment, why in (("x" * 5000, "5000 characters, at most 4000 fit"), ("\u200b", "Write the comment first")):
        answer = clients["cataloguer"].post(reverse("curation:assign", args=[draft.identifier]), {
            "to": cast["reviewer"].identifier, "comment": comment}, follow=True)
        assert why in answer.content.decode()
    assert Document.objects.get(pk=draft.pk).assigned_to is None


def test_after_a_decision_the_next_one_is_a_link(clients, cast, draft):
    other = make_document(cast["cataloguer"], title="Waiting too")
    for document in (draft, other):
        submit_document(document, cast["cataloguer"])
    publish_document(draft, cast["reviewer"])
    page = page_of(clients["reviewer"], draft)
    assert page.context["next_waiting"] == other
    assert "Waiting too" in page.content.decode()


def test_hostile_words_in_comments_names_and_word_lists_stay_words(clients, cast, draft):
    hostile = '"><script>alert(1)</script>'
    LoadedWord.objects.create(phrase="dam", reason=hostile, instead=hostile)
    Document.objects.filter(pk=draft.pk).update(description="the dam")
    draft.contributions.create(agent=make_agent(hostile), role="publisher", basis="inferred")
    clients["reviewer"].post(reverse("curation:comment", args=[draft.identifier]), {"text": hostile})
    for address in (reverse("curation:document", args=[draft.identifier]), reverse("curation:desk"),
                    reverse("curation:queue", args=["drafts"])):
        words = clients["cataloguer"].get(address).content.decode()
        assert "<script>alert" not in words
        assert "alert(1)" in words
