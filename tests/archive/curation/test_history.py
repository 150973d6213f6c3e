"""The history of a record: who, when, why, what changed; two versions compared; one restored."""
import re

import pytest
from django.urls import reverse

from archive.models import Collection, CollectionGrant, Document, Event, Revision
from archive.provenance.revise import revising
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance
from archive.stance.rounds import open_round
from archive.workflow.transitions import submit_document
from tests.archive.curation.conftest import everything
from tests.archive.stance.texts import make_target
from tests.base import make_curator, make_document

pytestmark = pytest.mark.django_db


def page_of(name, document, **query):
    return reverse(f"curation:{name}", args=[document.identifier], query=query)


def edit(document, by, reason="", **fields):
    with revising(document, by, reason):
        for name, value in fields.items():
            setattr(document, name, value)
        document.save()
    return document


@pytest.fixture
def document(cast):
    document = make_document(cast["cataloguer"], title="On the old dam")
    edit(document, cast["cataloguer"], "checked against the paper", title="On the new dam", rights="None known.")
    return edit(document, cast["reviewer"], language=["fa"])


def test_every_revision_says_who_when_why_and_what_changed(cast, clients, document):
    answer = clients["cataloguer"].get(page_of("history", document))
    page = answer.content.decode()
    assert [(row.version, changed, before) for row, changed, before in answer.context["lines"]] == [
        (3, ["languages"], 2), (2, ["title", "rights"], 1), (1, None, None)]
    people = (str(cast["cataloguer"]), str(cast["reviewer"]))
    for words in ("checked against the paper", "first version", "drafted", *people):
        assert words in page
    assert len(re.findall(r"<b>Saved as version \d</b>", page)) == Event.objects.count()
    assert len(re.findall(r"metadata modification", page)) == Event.objects.count()


def test_two_versions_are_compared_word_by_word_in_whatever_order_they_are_named(clients, document):
    for query in ({"a": 1, "b": 3}, {"a": 3, "b": 1}):
        answer = clients["cataloguer"].get(page_of("compare", document, **query))
        page = answer.content.decode()
        assert [row.name for row in answer.context["rows"]] == ["title", "language", "rights"]
        assert 'On the <del dir="auto"><span class="unseen">removed: </span>old</del> dam' in page
        assert 'On the <ins dir="auto"><span class="unseen">added: </span>new</ins> dam' in page


def test_without_a_choice_the_last_two_versions_are_compared(clients, document):
    answer = clients["cataloguer"].get(page_of("compare", document))
    assert (answer.context["before"].version, answer.context["after"].version) == (2, 3)


@pytest.mark.parametrize("query", [{"a": 9, "b": 1}, {"a": "x", "b": 1}, {"a": 1, "b": "9" * 40}])
def test_a_version_that_is_not_there_is_not_found(clients, document, query):
    assert clients["cataloguer"].get(page_of("compare", document, **query)).status_code == 404


def test_a_version_is_restored_from_its_comparison(cast, clients, document):
    shown = clients["cataloguer"].get(page_of("compare", document, a=1, b=3)).content.decode()
    data = dict(re.findall(r'type="hidden" name="(opened|version)" value="(\d+)"', shown))
    assert data == {"opened": "3", "version": "1"}
    answer = clients["cataloguer"].post(page_of("restore-revision", document), {**data, "reason": "was right"},
                                        follow=True)
    assert "Version 1 is restored: it is version 4 now." in answer.content.decode()
    saved = Document.objects.get()
    assert (saved.title, saved.rights, saved.language, saved.version) == ("On the old dam", "", ["en"], 4)
    assert Revision.objects.get(version=4).reason == "was right"


def test_every_earlier_version_of_the_list_leads_to_its_restoring_and_no_number_is_typed(clients, document):
    page = clients["cataloguer"].get(page_of("history", document)).content.decode()
    compare = page_of("compare", document)
    offered = re.findall(rf'href="{compare}\?a=(\d+)&amp;restore=1#restore"', page)
    assert offered == ["2", "1"] and 'type="number"' not in page
    shown = clients["cataloguer"].get(compare, {"a": 1, "restore": 1}).content.decode()
    assert '<details id="restore" open>' in shown and "Restore version 1" in shown
    assert '<input type="hidden" name="version" value="1">' in shown


@pytest.mark.parametrize(("data", "words"), [
    ({"opened": 2, "version": 1}, "version 3 is saved now"),
    ({"opened": 3, "version": 3}, "says the same"),
    ({"opened": 3, "version": 9}, "There is no version 9"),
    ({"opened": 3, "version": "x"}, "choose a version"),
    ({}, "choose a version"),
])
def test_what_cannot_be_restored_is_said_and_nothing_changes(clients, document, data, words):
    before = everything()
    answer = clients["cataloguer"].post(page_of("restore-revision", document), data, follow=True)
    assert words in answer.content.decode()
    assert everything() == before


def test_only_a_draft_offers_and_takes_a_restoring(cast, clients, document):
    submit_document(document, cast["cataloguer"])
    before = everything()
    page = clients["cataloguer"].get(page_of("history", document)).content.decode()
    assert "Only a draft can be set back" in page and "restore=1" not in page
    answer = clients["administrator"].post(page_of("restore-revision", document), {"opened": 3, "version": 1},
                                           follow=True)
    assert "only a draft can be edited" in answer.content.decode()
    assert everything() == before


def test_a_grant_for_another_collection_sees_no_history(cast, client, document):
    person = make_curator("guest")
    CollectionGrant.objects.create(curator=person, role="cataloguer", given_by=cast["administrator"],
                                   collection=Collection.objects.create(code="mine", title="Mine"))
    client.force_login(person)
    for name in ("history", "compare"):
        assert client.get(page_of(name, document)).status_code == 404
    before = everything()
    assert client.post(page_of("restore-revision", document), {"opened": 3, "version": 1}).status_code == 404
    assert everything() == before


def test_long_histories_have_pages_and_as_many_queries_as_short_ones(
        cast, clients, document, django_assert_num_queries, django_assert_max_num_queries):
    browser, address = clients["cataloguer"], page_of("history", document)
    browser.get(address)
    with django_assert_max_num_queries(25) as short:
        browser.get(address)
    for n in range(22):
        edit(document, cast["cataloguer"], title=f"Title {n}")
    with django_assert_max_num_queries(len(short) + 1):
        first = browser.get(address)
    assert [row.version for row, _changed, _before in first.context["lines"]] == list(range(25, 5, -1))
    assert first.context["lines"][-1][1:] == (["title"], 5), "the last of a page is compared with the next page's first"
    second = browser.get(f"{address}?page=2")
    assert [row.version for row, _changed, _before in second.context["lines"]] == [5, 4, 3, 2, 1]


def test_a_coder_in_a_blind_round_sees_no_label_of_others_in_any_version(cast, clients, draft):
    label = {"holder_kind": "narrator", "holder": "narrator", "target": make_target("the secret target"),
             "position": "favor", "rationale": "a telling rationale"}
    annotate_stance(draft, cast["administrator"], evidence=[Quote("the dam is safe")], **label)
    coders = [cast["cataloguer"], make_curator("second", "cataloguer")]
    open_round(draft, coders, cast["reviewer"])
    addresses = [page_of("history", draft), page_of("compare", draft, a=1, b=2),
                 reverse("curation:revision", args=[draft.identifier, 2])]
    blind = [clients["cataloguer"].get(address).content.decode() for address in addresses]
    sighted = [clients["reviewer"].get(address).content.decode() for address in addresses]
    for page in blind:
        assert "the secret target" not in page and "telling rationale" not in page and "stances" not in page
    assert "telling rationale" in sighted[1] and "telling rationale" in sighted[2]
