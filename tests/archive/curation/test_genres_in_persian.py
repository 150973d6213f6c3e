"""The desk calls genres by their Persian labels on Persian pages, in the order of the Persian alphabet."""
import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Genre
from archive.provenance.revise import keep_revision
from archive.vocabularies import load_vocabularies
from tests.base import make_document

pytestmark = pytest.mark.django_db
PERSIAN = {"accept-language": "fa"}


@pytest.fixture
def draft(cast):
    load_vocabularies()
    return make_document(cast["cataloguer"], title="On the dam", genre=Genre.objects.get(code="news-report"))


def page_of(client, address, headers=PERSIAN):
    return lxml.html.document_fromstring(client.get(address, headers=headers).content.decode())


def choices(page, name):
    return [option.text_content() for option in page.xpath(f"//select[@name='{name}']/option[@value!='']")]


def desk(name, *args):
    return reverse(f"curation:{name}", args=args)


def test_the_form_offers_genres_in_persian_and_in_the_order_of_the_alphabet(clients, draft):
    page = page_of(clients["cataloguer"], desk("describe", draft.identifier))
    offered = choices(page, "genre")
    assert (len(offered), offered[0], offered[-1]) == (Genre.objects.count(), "اطلاعیهٔ مطبوعاتی", "یادداشت مهمان")
    assert offered.index("پوستر") < offered.index("تفسیر") < offered.index("گزیده") < offered.index("نامه")
    assert page.xpath("string(//select[@name='genre']/option[@selected])") == "گزارش خبری"
    assert page.xpath("//select[@name='genre']/option")[0].get("value") == ""


def test_the_form_offers_the_other_labels_on_an_english_page(clients, draft):
    offered = choices(page_of(clients["cataloguer"], desk("describe", draft.identifier), {}), "genre")
    assert offered == sorted(Genre.objects.values_list("label", flat=True))


def test_the_search_offers_them_too(clients, draft):
    offered = choices(page_of(clients["cataloguer"], desk("documents")), "genre")
    assert (len(offered), offered[0]) == (Genre.objects.count(), "اطلاعیهٔ مطبوعاتی")


def test_an_edit_of_many_offers_and_previews_them(clients, draft):
    entered = {"chosen": draft.identifier, "step": "preview", "genre_operation": "set",
               "genre_value": Genre.objects.get(code="letter").pk}
    asked, preview = (lxml.html.document_fromstring(
        clients["cataloguer"].post(desk("edit-many"), entries, headers=PERSIAN).content.decode())
        for entries in ({"chosen": draft.identifier}, entered))
    assert choices(asked, "genre_value")[0] == "اطلاعیهٔ مطبوعاتی"
    assert preview.xpath("string(//del)") == "گزارش خبری" and preview.xpath("string(//ins)") == "نامه"


def test_a_search_goes_by_the_code_and_the_list_says_the_word(clients, draft):
    page = page_of(clients["cataloguer"], f"{desk('documents')}?genre=news-report")
    row, = [[" ".join(cell.text_content().split()) for cell in row.xpath("td")] for row in page.xpath("//tbody/tr")]
    assert "گزارش خبری" in row and any("On the dam" in cell for cell in row)


def test_the_page_of_a_document_says_its_genre_in_the_language_of_the_page(clients, draft):
    address = desk("document", draft.identifier)
    persian, english = (
        {one.text_content() for one in page_of(clients["cataloguer"], address, headers).xpath("//dd/bdi")}
        & {"گزارش خبری", "news report"} for headers in (PERSIAN, {}))
    assert (persian, english) == ({"گزارش خبری"}, {"news report"})


def test_a_genre_without_a_persian_label_is_shown_by_the_other(clients, draft, cast):
    draft.genre = Genre.objects.create(code="leaflet", label="leaflet")
    draft.save()
    page = page_of(clients["cataloguer"], desk("document", draft.identifier))
    assert "leaflet" in [one.text_content() for one in page.xpath("//dd/bdi")]


def test_versions_that_differ_in_genre_say_it_in_persian(clients, draft, cast):
    draft.genre, draft.version = Genre.objects.get(code="letter"), 2
    draft.save()
    keep_revision(draft, cast["cataloguer"], "a letter")
    page = page_of(clients["cataloguer"], desk("revision", draft.identifier, 2))
    assert [one.text_content().rpartition(": ")[2] for one in page.xpath("//del | //ins")] == ["گزارش خبری", "نامه"]


def test_the_choice_of_a_genre_is_one_query(clients, draft):
    address = desk("documents")
    with CaptureQueriesContext(connection) as asked:
        clients["cataloguer"].get(address, headers=PERSIAN)
    genres = [one for one in asked if 'FROM "archive_genre"' in one["sql"]]
    assert len(genres) == 1
