"""What waits for whom, in lists whose cost does not grow and whose words stay words."""
import pytest
from django.urls import reverse

from archive.models import Collection, Document, StanceTarget
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance
from archive.workflow.transitions import return_document, submit_document
from tests.base import make_document, publish

pytestmark = pytest.mark.django_db
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def counts(browser):
    return browser.get(reverse("curation:desk")).context["counts"]


def titles(browser, queue, **query):
    page = browser.get(reverse("curation:queue", args=[queue]), query)
    return [document.title for document in page.context["page"]]


def test_each_document_waits_in_the_right_queue(clients, cast):
    make_document(cast["cataloguer"], title="mine")
    returned = make_document(cast["cataloguer"], title="returned")
    submit_document(returned, cast["cataloguer"])
    return_document(returned, cast["reviewer"], "mend")
    submit_document(make_document(cast["reviewer"], title="by the reviewer"), cast["reviewer"])
    submit_document(make_document(cast["cataloguer"], title="by the cataloguer"), cast["cataloguer"])
    publish(make_document(cast["cataloguer"], title="out"), cast)
    assert titles(clients["cataloguer"], "mine") == ["mine"]
    assert titles(clients["cataloguer"], "returned") == ["returned"]
    assert titles(clients["cataloguer"], "submitted") == ["by the cataloguer"]
    assert titles(clients["reviewer"], "deciding") == ["by the cataloguer"]
    assert titles(clients["reviewer"], "submitted") == ["by the reviewer"]
    assert titles(clients["cataloguer"], "published") == ["out"]
    seen = counts(clients["reviewer"])
    assert (seen["deciding"], seen["submitted"], seen["drafts"], seen["review"]) == (1, 1, 2, 2)


def test_a_cataloguer_has_no_queue_of_decisions(clients):
    assert clients["cataloguer"].get(reverse("curation:queue", args=["deciding"])).status_code == 403
    assert clients["cataloguer"].get(reverse("curation:queue", args=["nonsense"])).status_code == 404


def test_parts_come_with_their_whole_unless_they_stand_elsewhere(clients, cast):
    whole = make_document(cast["cataloguer"], title="whole")
    make_document(cast["cataloguer"], title="with it", parent=whole, sequence=1)
    ahead = make_document(cast["cataloguer"], title="ahead", parent=whole, sequence=2)
    submit_document(ahead, cast["cataloguer"])
    assert titles(clients["cataloguer"], "drafts") == ["whole"]
    assert titles(clients["cataloguer"], "review") == ["ahead"]


def test_a_list_is_searched_by_title_and_collection_and_turned_by_page(clients, cast):
    shelf = Collection.objects.create(code="shelf", title="Shelf")
    for number in range(55):
        make_document(cast["cataloguer"], title=f"dam {number:02}", collection=shelf if number % 2 else None)
    assert len(titles(clients["cataloguer"], "drafts")) == 50
    assert len(titles(clients["cataloguer"], "drafts", page=2)) == 5
    assert titles(clients["cataloguer"], "drafts", title="DAM 07") == ["dam 07"]
    assert len(titles(clients["cataloguer"], "drafts", collection=shelf.identifier)) == 27
    assert titles(clients["cataloguer"], "drafts", title="nothing") == []


@pytest.mark.parametrize("address", ["/curation/", "/curation/queues/drafts/"])
def test_a_list_costs_the_same_for_two_and_for_forty(clients, cast, address, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(25) as spent:
            clients["reviewer"].get(address)
        return len(spent)

    whole = make_document(cast["reviewer"], title="whole")
    for number in range(2):
        make_document(cast["reviewer"], title=f"{number}")
    few = cost()
    for number in range(40):
        document = make_document(cast["reviewer"], title=f"n {number}", parent=whole, sequence=number + 1)
        Document.objects.filter(pk=document.pk).update(submitted_by=cast["cataloguer"])
        make_document(cast["reviewer"], title=f"{number} more")
    assert cost() == few


def test_a_record_costs_the_same_with_few_and_with_many_parts(clients, cast, draft, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(45) as spent:
            clients["reviewer"].get(reverse("curation:document", args=[draft.identifier]))
        return len(spent)

    make_document(cast["cataloguer"], title="part", parent=draft, sequence=1)
    few = cost()
    for number in range(2, 30):
        make_document(cast["cataloguer"], title="part", parent=draft, sequence=number)
    assert cost() == few


def test_hostile_words_stay_words_on_every_screen(clients, cast, draft):
    Document.objects.filter(pk=draft.pk).update(
        title=HOSTILE, description=HOSTILE, notes=HOSTILE, review_comment=HOSTILE, rights=HOSTILE)
    draft.holdings.update(filename=HOSTILE[:255])
    type(draft.holdings.get().original).objects.update(private_metadata={HOSTILE: [HOSTILE, {HOSTILE: HOSTILE}]})
    draft.refresh_from_db()
    from archive.provenance.revise import revising

    with revising(draft, cast["cataloguer"], HOSTILE):
        pass
    for name in ("document", "describe", "label"):
        words = clients["reviewer"].get(reverse(f"curation:{name}", args=[draft.identifier])).content.decode()
        assert "alert(1)" in words
        assert "<script>alert" not in words
        assert "<img src=x" not in words
    for address in (reverse("curation:desk"), reverse("curation:queue", args=["drafts"]),
                    reverse("curation:revision", args=[draft.identifier, 2])):
        words = clients["cataloguer"].get(address).content.decode()
        assert "<script>alert" not in words
        assert "&lt;script&gt;alert(1)" in words


def test_no_screen_has_inline_style_or_script(clients, cast, draft):
    for name in ("document", "describe", "label", "claim"):
        words = clients["cataloguer"].get(reverse(f"curation:{name}", args=[draft.identifier])).content.decode()
        assert " style=" not in words
        assert "<script>" not in words
        assert "onclick" not in words


@pytest.mark.parametrize("name", ["document", "describe", "label"])
def test_a_screen_costs_the_same_with_few_and_with_many_labels(
    clients, cast, draft, name, django_assert_max_num_queries
):
    target = StanceTarget.objects.create(kind="entity", label="the dam")

    def add(count):
        for _ in range(count):
            annotate_stance(draft, cast["cataloguer"], holder_kind="narrator", holder="narrator", target=target,
                            position="favor", evidence=[Quote("the dam is safe"), Quote("1,500")])

    def cost():
        with django_assert_max_num_queries(45) as spent:
            clients["reviewer"].get(reverse(f"curation:{name}", args=[draft.identifier]))
        return len(spent)

    add(1)
    few = cost()
    add(8)
    assert cost() == few


@pytest.mark.parametrize("address", ["/curation/documents/a%00b/", "/curation/documents/?title=%00",
                                     "/curation/find/agents/?q=%00", "/curation/agreement/?codebook=%00"])
def test_nul_is_refused_before_a_database_breaks_off_at_it(clients, address):
    assert clients["cataloguer"].get(address).status_code == 400
