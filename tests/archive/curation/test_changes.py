"""From the list of all documents to a change of many and back: chosen, seen, applied, undone."""
import re

import pytest
from django.urls import reverse

from archive.changes.edit import Edit, apply_edit
from archive.changes.plan import documents_to_change
from archive.models import (
    BatchItem,
    ChangeSet,
    Collection,
    CollectionGrant,
    Contribution,
    Document,
    Event,
    Genre,
    IngestBatch,
    Subject,
)
from archive.provenance.revise import revising
from tests.base import make_agent, make_curator, make_document, publish

pytestmark = pytest.mark.django_db

LIST, EDIT, REPLACE = (reverse(f"curation:{name}") for name in ("documents", "edit-many", "replace-many"))


def titles(answer):
    return {document.title for document in answer.context["page"].object_list}


@pytest.fixture
def three(cast):
    by = cast["cataloguer"]
    return [make_document(by, title=f"Title {n}") for n in (1, 2, 3)]


def hidden(answer, name):
    return re.findall(rf'name="{name}" value="([^"]*)"', answer.content.decode())


SEARCHES = {
    "title=dam+north": {"The north dam"}, "state=published": {"Out"}, "genre=letter": {"Letter"},
    "publisher=the+pap": {"The north dam"}, "publisher=روزنامه": {"The north dam"}, "language=fa": {"Persian"},
    "lacks=genre": {"Bare"}, "lacks=language": {"Bare"}, "lacks=risk": {"Bare"}, "assigned=me": {"Mine"},
    "lacks=subjects&title=letter": {"Letter"}, "lacks=subjects&title=persian": set(),
    "lacks=date&title=out": set(), "lacks=publisher&title=north": set(), "state=nonsense": "every",
}


@pytest.mark.parametrize(("search", "expected"), SEARCHES.items())
def test_the_list_is_searched(cast, clients, search, expected):
    by = cast["cataloguer"]
    north = make_document(by, title="The north dam")
    paper = make_agent("The Paper")
    paper.names.create(text="روزنامه", kind="official")
    Contribution.objects.create(document=north, agent=paper, role="publisher", as_printed="PAPER")
    make_document(by, title="Letter", genre=Genre.objects.create(code="letter", label="letter"))
    persian = make_document(by, title="Persian", language=["ar", "fa"])
    persian.subjects.add(Subject.objects.create(label="dams"), Subject.objects.create(label="rivers"))
    make_document(by, title="Bare", genre=None, language=[], persons_at_risk="not-assessed")
    make_document(by, title="Mine", assigned_to=by)
    out = make_document(by, title="Out", issued="2018")
    publish(out, cast)
    answer = clients["cataloguer"].get(f"{LIST}?{search}")
    everybody = set(Document.objects.values_list("title", flat=True))
    assert titles(answer) == (everybody if expected == "every" else expected)


def test_a_document_is_found_by_its_identifier_and_by_its_intake(cast, clients, three):
    assert titles(clients["cataloguer"].get(f"{LIST}?title={three[1].identifier}")) == {"Title 2"}
    batch = IngestBatch.objects.create(label="Monday", started_by=cast["cataloguer"])
    for n in (1, 2):
        BatchItem.objects.create(batch=batch, name=f"{n}", outcome="created", document=three[0])
    answer = clients["cataloguer"].get(f"{LIST}?batch={batch.identifier}")
    assert [document.title for document in answer.context["page"].object_list] == ["Title 1"]


def test_the_queries_of_the_list_do_not_grow(cast, clients, django_assert_num_queries, django_assert_max_num_queries):
    agent = make_agent("The Paper")

    def more(count):
        for n in range(count):
            document = make_document(cast["cataloguer"], title=f"{n}")
            Contribution.objects.create(document=document, agent=agent, role="publisher", as_printed="P")

    more(2)
    clients["cataloguer"].get(LIST)
    with django_assert_max_num_queries(30) as few:
        clients["cataloguer"].get(LIST)
    more(20)
    with django_assert_num_queries(len(few)):
        clients["cataloguer"].get(LIST)


def test_chosen_documents_are_previewed_and_changed_as_previewed(cast, clients, three):
    browser = clients["cataloguer"]
    chosen = [three[0].identifier, three[2].identifier]
    form = browser.post(EDIT, {"chosen": chosen})
    assert hidden(form, "chosen") == chosen
    assert "2 documents were chosen" in form.content.decode()
    entered = {"chosen": chosen, "step": "preview", "language_operation": "add", "language_value": "fa"}
    preview = browser.post(EDIT, entered)
    page = preview.content.decode()
    assert "<b>2</b> looked at = <b>2</b> to be changed + <b>0</b> that stay as they are + <b>0</b> refused" in page
    assert "<del>en</del>" in page and "<ins>en; fa</ins>" in page
    assert Document.objects.filter(version=2).count() == 0
    answer = browser.post(EDIT, {
        "step": "apply", "seen": hidden(preview, "seen")[0], "language_operation": "add", "language_value": "fa"})
    change_set = ChangeSet.objects.get()
    assert answer["Location"] == reverse("curation:change", args=[change_set.identifier])
    assert dict(Document.objects.values_list("title", "version")) == {"Title 1": 2, "Title 2": 1, "Title 3": 2}
    shown = browser.get(answer["Location"]).content.decode()
    assert "2 documents were changed." in shown and "languages: add fa" in shown
    assert '<li dir="auto"><ins dir="auto"><span class="unseen">added: </span>fa</ins></li>' in shown


def test_all_that_a_search_finds_are_changed(cast, clients, three):
    browser = clients["cataloguer"]
    make_document(cast["cataloguer"], title="Another")
    preview = browser.post(EDIT, {"all": "1", "search": "title=Title", "step": "preview", "rights_operation": "set",
                                  "rights_value": "None known."})
    browser.post(EDIT, {"step": "apply", "seen": hidden(preview, "seen")[0], "rights_operation": "set",
                        "rights_value": "None known."})
    assert set(Document.objects.filter(rights="None known.").values_list("title", flat=True)) == {
        "Title 1", "Title 2", "Title 3"}


@pytest.mark.parametrize(("entered", "words"), [
    ({}, "Say for at least one field what is done with it."),
    ({"language_operation": "add"}, "Give the value."),
    ({"language_operation": "add", "language_value": "no tag!"}, "is not a language tag"),
    ({"language_operation": "add", "language_value": "Persian"}, "is not a language tag"),
    ({"subjects_operation": "add", "subjects_value": "unknown"}, "unknown"),
    ({"proposed_access_operation": "clear"}, "Select a valid choice"),
    ({"persons_at_risk_operation": "set", "persons_at_risk_value": "perhaps"}, "Select a valid choice"),
])
def test_wrong_entries_are_said_beside_the_field_and_the_choice_is_kept(clients, three, entered, words):
    answer = clients["cataloguer"].post(EDIT, {"chosen": three[0].identifier, "step": "preview", **entered})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert hidden(answer, "chosen") == [three[0].identifier]


@pytest.mark.parametrize("address", [EDIT, REPLACE])
@pytest.mark.parametrize("data", [{}, {"chosen": "no-such"}, {"step": "preview"}, {"all": "1", "search": "title=zzz"}])
def test_without_documents_it_is_said_that_none_were_chosen(clients, three, address, data):
    answer = clients["cataloguer"].post(address, data)
    assert answer.status_code == 422
    assert "No documents chosen" in answer.content.decode()


def test_who_saved_between_preview_and_applying_is_told_and_not_overwritten(cast, clients, three):
    browser, entered = clients["cataloguer"], {"rights_operation": "set", "rights_value": "Mine"}
    preview = browser.post(EDIT, {"chosen": [one.identifier for one in three], "step": "preview", **entered})
    with revising(three[1], cast["reviewer"]):
        three[1].rights = "Theirs"
        three[1].save()
    answer = browser.post(EDIT, {"step": "apply", "seen": hidden(preview, "seen")[0], **entered}, follow=True)
    page = answer.content.decode()
    assert "2 documents were changed." in page and "1 document was not changed" in page
    assert "you saw version 1, version 2 is saved now" in page
    assert list(Document.objects.order_by("pk").values_list("rights", flat=True)) == ["Mine", "Theirs", "Mine"]


def test_what_occurs_nowhere_is_said_and_the_way_back_keeps_selection_and_words(clients, three):
    browser, chosen = clients["cataloguer"], [one.identifier for one in three]
    entered = {"find": "zzz<q", "replace": "x", "names": ["title", "rights"], "whole_words": "on"}
    preview = browser.post(REPLACE, {"chosen": chosen, "step": "preview", **entered})
    assert "“zzz&lt;q” occurs nowhere in the chosen fields of these 3 documents." in preview.content.decode()
    back = {name: hidden(preview, name) for name in ("chosen", "names")}
    back |= {name: hidden(preview, name)[0].replace("&lt;", "<") for name in ("find", "replace", "whole_words")}
    form = browser.post(REPLACE, {**back, "step": "again"})
    assert (form.status_code, form.context["form"].cleaned_data) == (200, {
        **entered, "whole_words": True, "match_case": False, "is_exact": False})
    assert hidden(form, "chosen") == chosen
    assert 'value="zzz&lt;q"' in form.content.decode() and "Preview" in form.content.decode()


def test_a_place_that_is_unticked_is_not_replaced(cast, clients, three):
    browser = clients["cataloguer"]
    entered = {"find": "Title", "replace": "Heading", "names": ["title"]}
    preview = browser.post(REPLACE, {"chosen": [one.identifier for one in three], "step": "preview", **entered})
    hits = hidden(preview, "hit")
    assert len(hits) == 3
    assert '<span class="unseen">removed: </span>Title</del>' in preview.content.decode()
    browser.post(REPLACE, {"step": "apply", "seen": hidden(preview, "seen")[0], "hit": hits[:2], **entered})
    assert sorted(Document.objects.values_list("title", flat=True)) == ["Heading 2", "Heading 3", "Title 1"]
    assert ChangeSet.objects.get().label == "“Title” → “Heading”"


def test_hostile_words_are_shown_as_words(cast, clients, three):
    preview = clients["cataloguer"].post(REPLACE, {
        "chosen": three[0].identifier, "step": "preview", "find": "Title", "replace": "<script>1</script>",
        "names": ["title"]})
    assert "<script>1" not in preview.content.decode()
    assert "&lt;script&gt;1" in preview.content.decode()


@pytest.mark.parametrize("seen", ["", "x", "no-such:1", "a:b c:d", "9" * 50, "a:" + "9" * 5000])
def test_a_forged_preview_changes_nothing(clients, three, seen):
    before = Event.objects.count()
    answer = clients["cataloguer"].post(EDIT, {"step": "apply", "seen": seen, "rights_operation": "set",
                                               "rights_value": "x"}, follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert Event.objects.count() == before


def test_a_change_is_undone_on_its_page_after_it_was_shown_what_undoing_does(cast, clients, three):
    documents = documents_to_change(Document.objects.all())
    change_set = apply_edit(documents, [Edit("rights", "set", ("x",))], cast["cataloguer"],
                            {document.identifier: 1 for document in documents})
    address = reverse("curation:undo-changes", args=[change_set.identifier])
    with revising(Document.objects.get(title="Title 2"), cast["reviewer"]):
        pass
    shown = clients["reviewer"].get(address).content.decode()
    assert "<b>2</b> go back + <b>0</b> removed + <b>1</b> left as they are" in shown
    assert ChangeSet.objects.count() == 1
    page = clients["reviewer"].post(address, follow=True).content.decode()
    assert "It was changed since" in page and "left as it was" in page
    assert dict(Document.objects.values_list("title", "rights")) == {"Title 1": "", "Title 2": "x", "Title 3": ""}
    again = clients["reviewer"].post(address, follow=True).content.decode()
    assert "This was undone already." in again
    assert ChangeSet.objects.count() == 2


@pytest.fixture
def guest(cast, client):
    """The browser of somebody with a grant for one collection."""
    person = make_curator("guest")
    mine = Collection.objects.create(code="mine", title="Mine")
    CollectionGrant.objects.create(curator=person, collection=mine, role="cataloguer",
                                   given_by=cast["administrator"])
    client.force_login(person)
    return client, mine


def test_a_grant_shows_and_changes_only_its_collection(cast, guest, three):
    browser, mine = guest
    inside = make_document(cast["cataloguer"], title="Inside", collection=mine)
    assert titles(browser.get(LIST)) == {"Inside"}
    entered = {"rights_operation": "set", "rights_value": "x"}
    forged = " ".join(f"{one.identifier}:1" for one in (*three, inside))
    browser.post(EDIT, {"step": "apply", "seen": forged, **entered})
    assert set(Document.objects.filter(rights="x").values_list("title", flat=True)) == {"Inside"}


def test_a_grant_shows_no_change_of_other_collections(cast, guest, three):
    browser, mine = guest
    inside = make_document(cast["cataloguer"], title="Inside", collection=mine)

    def change(documents, words):
        documents = documents_to_change(Document.objects.filter(pk__in=[one.pk for one in documents]))
        return apply_edit(documents, [Edit("rights", "set", (words,))], cast["cataloguer"],
                          {document.identifier: document.version for document in documents})

    secret, shared = change(three, "secret words"), change([three[0], inside], "shared words")
    page = browser.get(reverse("curation:changes")).content.decode()
    assert "shared words" in page and "secret words" not in page
    assert browser.get(reverse("curation:change", args=[secret.identifier])).status_code == 404
    assert browser.get(reverse("curation:undo-changes", args=[secret.identifier])).status_code == 404
    page = browser.get(reverse("curation:change", args=[shared.identifier])).content.decode()
    assert "Inside" in page and "Title 1" not in page
    page = browser.get(reverse("curation:undo-changes", args=[shared.identifier]), follow=True).content.decode()
    assert "somebody who has one for all of them" in page and "Title 1" not in page


def test_the_queries_of_a_change_do_not_grow(cast, clients, django_assert_num_queries, django_assert_max_num_queries):
    def change(count):
        made = [make_document(cast["cataloguer"], title=f"{n}").pk for n in range(count)]
        documents = documents_to_change(Document.objects.filter(pk__in=made))
        return apply_edit(documents, [Edit("rights", "set", ("x",))], cast["cataloguer"],
                          {document.identifier: 1 for document in documents})

    few, many = (reverse("curation:change", args=[change(count).identifier]) for count in (2, 15))
    clients["cataloguer"].get(few)
    with django_assert_max_num_queries(30) as first:
        clients["cataloguer"].get(few)
    with django_assert_num_queries(len(first)):
        clients["cataloguer"].get(many)
