"""A whole and a part of it can lie in two collections: who has a role for one of them reads no word of the other."""
import pytest
from django.test import Client
from django.urls import reverse

from archive.accounts.grants import give_grant
from archive.models import Collection, Document, DocumentRelation
from archive.parts.said import PartSaid
from archive.parts.split import split_document
from archive.permissions import sees
from archive.provenance.revise import revising
from tests.archive.curation.conftest import everything, give_text
from tests.base import make_curator, make_document, publish

pytestmark = pytest.mark.django_db
SECRET = "Geheimwort"
TEXT = "The road is gone. Nobody knows why.\nThe minister denies it. About 40 saw it."
OF_A_DOCUMENT = ("document", "describe", "label", "claim", "history", "compare", "carry", "round", "adjudicate")


@pytest.fixture
def letters(db):
    return Collection.objects.create(code="letters", title="Letters")


@pytest.fixture
def press(db):
    return Collection.objects.create(code="press", title="Press")


def digest(by, collection, title, parts):
    """A whole with its file, and {title: collection} as its parts."""
    whole = make_document(by, title=title, collection=collection)
    give_text(whole, TEXT, f"{title}.txt")
    one, other = parts
    said = [PartSaid(0, 35, one), PartSaid(36, 76, other)]
    for part in split_document(whole, said, by).made:
        with revising(part, by, "described"):
            part.collection, part.genre, part.persons_at_risk = parts[part.title], whole.genre, "no"
            part.save()
    whole.refresh_from_db()
    return whole


def granted(collection, by, role="cataloguer"):
    person = make_curator(f"granted-{role}")
    give_grant(person, collection, role, by)
    browser = Client()
    browser.force_login(person)
    browser.person = person
    return browser


def walk(browser, document):
    """What the pages say that show the document: its own, and the lists that it stands in."""
    addresses = [*(reverse(f"curation:{name}", args=[document.identifier]) for name in OF_A_DOCUMENT),
                 *(reverse("curation:revision", args=[document.identifier, n]) for n in (1, 2)),
                 reverse("preview", args=[document.identifier]), reverse("curation:desk"),
                 reverse("curation:documents"), reverse("curation:queue", args=["drafts"])]
    return {one: browser.get(one, follow=True).content.decode() for one in addresses}


def telling(pages, word):
    return [address for address, text in pages.items() if word in text]


@pytest.fixture
def whole(cast, letters, press):
    return digest(cast["cataloguer"], letters, "Openword digest", {"Openword part": letters, f"{SECRET} part": press})


def test_the_pages_of_a_whole_name_no_part_that_lies_elsewhere(cast, clients, letters, whole):
    browser = granted(letters, cast["administrator"])
    pages = {**walk(browser, whole), "split": browser.get(reverse("curation:split", args=[whole.identifier])
                                                          ).content.decode()}
    assert telling(pages, SECRET) == []
    document = pages[reverse("curation:document", args=[whole.identifier])]
    for page in (document, pages["split"]):
        assert "a part in another collection" in page
        assert "36–76" in page
        assert "Openword part" in page
    hidden = whole.parts.get(title__contains=SECRET).identifier
    assert telling(pages, hidden) == []
    everybody = walk(clients["cataloguer"], whole)
    assert len(telling(everybody, SECRET)) > 2, "the walk sees it where it may be seen"


def test_saving_the_split_screen_leaves_a_part_elsewhere_as_it_is(cast, letters, whole):
    browser = granted(letters, cast["administrator"])
    page = browser.get(reverse("curation:split", args=[whole.identifier]))
    rows = [form.initial for form in page.context["forms"]]
    assert [row["title"] for row in rows] == ["Openword part"]
    hidden = Document.objects.filter(title__contains=SECRET).values()
    before = dict(hidden.get())
    data = {"version": whole.version, "part-TOTAL_FORMS": 1, "part-INITIAL_FORMS": 1}
    data |= {f"part-0-{name}": value for name, value in {**rows[0], "title": "Named anew"}.items()}
    answer = browser.post(page.request["PATH_INFO"], data, follow=True)
    assert "Saved: 1 part." in answer.content.decode()
    assert SECRET not in answer.content.decode()
    assert hidden.get() == before
    assert set(whole.parts.values_list("title", "sequence")) == {("Named anew", 1), (f"{SECRET} part", 2)}


def test_the_pages_of_a_part_tell_nothing_of_a_whole_that_lies_elsewhere(cast, clients, letters, press):
    whole = digest(cast["cataloguer"], press, f"{SECRET} digest", {"Openword part": letters, f"{SECRET} part": press})
    part = whole.parts.get(title="Openword part")
    pages = walk(granted(letters, cast["administrator"]), part)
    assert telling(pages, SECRET) == []
    preview = reverse("preview", args=[part.identifier])  # of it the address alone, where readers will go up
    assert telling(pages, f"/documents/{whole.identifier}") == [preview]
    for name in ("document", "documents"):
        address = reverse(f"curation:{name}", args=[part.identifier] if name == "document" else [])
        assert "a document in another collection" in pages[address], name
    assert "Nobody knows why." in pages[reverse("curation:describe", args=[part.identifier])]
    assert len(telling(walk(clients["cataloguer"], part), SECRET)) > 5


def test_a_refused_move_and_a_relation_do_not_name_what_lies_elsewhere(cast, letters, whole):
    DocumentRelation.objects.create(document=whole, kind="references",
                                    related=whole.parts.get(title__contains=SECRET))
    browser = granted(letters, cast["administrator"])
    before = everything()
    answer = browser.post(reverse("curation:submit", args=[whole.identifier]),
                          {"version": whole.version, "with_parts": "on"})
    assert answer.status_code == 409
    assert "Part 2 “a document in another collection” could not move" in answer.content.decode()
    assert SECRET not in answer.content.decode()
    assert everything() == before


def test_who_sees_a_document_is_who_the_list_shows_it_to(cast, letters, press, whole):
    people = [*cast.values(), granted(letters, cast["administrator"]).person,
              granted(press, cast["administrator"], "reviewer").person]
    publish(make_document(cast["cataloguer"]), cast)
    for person in people:
        assert {one for one in Document.objects.all() if sees(person, one)} == set(
            Document.objects.visible_to(person)), person
