"""Pages of subjects, places and collections: names, what stands above and below, documents, constant queries."""
import uuid

import lxml.html
import pytest

from archive.models import Collection, Place, Subject
from catalog.pages.heading import coordinates_in_words
from tests.base import make_document
from tests.catalog.material import catalog_connection, make_full_document, make_public

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def strikes(cast, search_index):
    """(subject, its narrower one, place), each used by a public document."""
    strikes = Subject.objects.create(label="Strikes", scope_note="Work is laid down.")
    strikes.labels.create(text="اعتصاب", language="fa")
    ports = Subject.objects.create(label="Strikes in ports", broader=strikes)
    place = Place.objects.create(
        label="Tavisk", broader=Place.objects.create(label="Ondrelia"), latitude=41.71, longitude=-38.16)
    for number, subject in enumerate((strikes, ports)):
        document = make_full_document(cast, title=f"Report {number}", collection=Collection.objects.get_or_create(
            code="c", defaults={"title": "Harbour papers", "description": "Given by the union.\nIn two boxes."})[0])
        document.subjects.add(subject)
        document.places.create(place=place, as_printed="Tavisk")
        make_public(document, cast)
    search_index()
    return strikes, ports, place


def tree_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return lxml.html.document_fromstring(response.content.decode())


def titles_in(page):
    return [one.text_content() for one in page.xpath("//a[@class='result-title']")]


def test_a_subject_shows_its_names_its_note_in_the_catalogues_voice_and_what_is_narrower(strikes, client):
    subject, narrower, _place = strikes
    page = tree_of(client, f"/subjects/{subject.identifier}/")
    assert page.xpath("string(//h1)").strip() == "Strikes"
    assert page.xpath("//p[@class='other-names']/bdi[@lang='fa' and @dir='rtl']")[0].text == "اعتصاب"
    assert page.xpath("string(//p[@class='scope-note'])") == "Catalogue: Work is laid down."
    assert page.xpath("//div[@class='narrower']//a/@href") == [f"/subjects/{narrower.identifier}/"]
    assert titles_in(page) == ["Report 0"]
    below = tree_of(client, f"/subjects/{narrower.identifier}/")
    assert below.xpath("//dl[@class='byline']//a/@href") == [f"/subjects/{subject.identifier}/"]


def test_what_narrows_the_documents_of_a_subject_leads_to_the_list(strikes, client):
    subject = strikes[0]
    page = tree_of(client, f"/subjects/{subject.identifier}/")
    address = page.xpath("//section[@aria-labelledby='facet-language']//a/@href")[0]
    assert address == f"/documents/?subject={subject.identifier}&language=en"
    assert titles_in(tree_of(client, address)) == ["Report 0"]
    assert not page.xpath("//section[@aria-labelledby='facet-subject']")
    assert "1 document from 1 publisher" in page.xpath("string(//*[@class='mix-sentence'])")
    assert page.xpath("//p[@class='all-of']/a/@href") == [f"/documents/?subject={subject.identifier}"]


def test_a_place_says_where_it_lies_and_a_larger_one_without_documents_has_no_link(strikes, client):
    page = tree_of(client, f"/places/{strikes[2].identifier}/")
    facts = [" ".join(one.xpath("./*/text()|./*/bdi/text()")) for one in page.xpath("//dl[@class='byline']/div")]
    assert facts == ["Lies in Ondrelia", "Coordinates 41°42′36″ north, 38°9′36″ west"]
    assert not page.xpath("//dl[@class='byline']//a")
    assert len(titles_in(page)) == 2


@pytest.mark.parametrize(("latitude", "longitude", "words"), [
    (0, 0, "0° north, 0° east"), (-33.5, 151.25, "33°30′ south, 151°15′ east"), (None, 3.0, ""),
    (59.99999, -0.00001, "60° north, 0° west"),
])
def test_coordinates_are_said_in_degrees(latitude, longitude, words):
    assert coordinates_in_words(latitude, longitude) == words


def test_a_collection_says_what_the_curators_say_and_lists_its_documents(strikes, client):
    collection = Collection.objects.get()
    page = tree_of(client, f"/collections/{collection.identifier}/")
    assert page.xpath("string(//h1)").strip() == "Harbour papers"
    assert "Given by the union." in page.xpath("string(//p[@class='scope-note'])")
    assert sorted(titles_in(page)) == ["Report 0", "Report 1"]


def test_without_an_index_a_subject_keeps_its_page(cast, client):
    subject = Subject.objects.create(label="Strikes")
    document = make_document(cast["cataloguer"])
    document.subjects.add(subject)
    make_public(document, cast)
    html = client.get(f"/subjects/{subject.identifier}/").content.decode()
    assert "Strikes" in html
    assert "is being prepared" in html


@pytest.mark.parametrize("kind", ["subjects", "places", "targets", "collections", "agents"])
def test_what_no_public_document_uses_is_not_found(strikes, client, kind):
    unused = Subject.objects.create(label="Unused").identifier
    for identifier in (unused, uuid.uuid4()):
        assert client.get(f"/{kind}/{identifier}/").status_code == 404


def test_a_page_of_one_kind_does_not_answer_for_another(strikes, client):
    assert client.get(f"/places/{strikes[0].identifier}/").status_code == 404


def test_pages_take_as_many_queries_for_many_documents_as_for_few(strikes, cast, client, search_index,
                                                                  django_assert_max_num_queries):
    subject, _narrower, place = strikes
    counts = {}
    for more in (0, 6):
        for number in range(more):
            document = make_full_document(cast, collection=Collection.objects.get())
            document.subjects.add(subject, Subject.objects.create(label=f"Below {number}", broader=subject))
            document.places.create(place=place)
            make_public(document, cast)
        search_index()
        for path in (f"/subjects/{subject.identifier}/", f"/places/{place.identifier}/",
                     f"/collections/{Collection.objects.get().identifier}/"):
            with django_assert_max_num_queries(11, connection=catalog_connection()) as queries:
                assert client.get(path).status_code == 200
            counts.setdefault(path, []).append(len(queries))
    assert all(few == many for few, many in counts.values()), counts
