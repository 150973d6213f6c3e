"""What a line of the results tells, how its words are marked, and how each thing asked can be taken back."""
import lxml.etree
import pytest

from catalog.pages.lines import line_of, lines_of
from catalog.pages.pager import pager_of
from catalog.search.asked import Asked
from tests.base import make_document
from tests.catalog.material import catalog_connection, give_file, give_thumbnail, make_public
from tests.catalog.results_page import Page, fill_shelf

pytestmark = pytest.mark.django_db(databases="__all__")
LINE = "//li[@class='result'][.//h3//bdi[.='{}']]"


@pytest.fixture
def shelf(cast):
    return fill_shelf(cast)


def test_a_line_tells_who_when_and_what(shelf, client):
    page = Page(client, "/documents/")
    assert page.texts(LINE.format("Two") + "//p[@class='result-facts']") == [
        "Quayside Watch (NGO) 2001 news report Persian"]
    assert page.texts(LINE.format("Four") + "//p[@class='result-facts']") == [
        "publisher not stated about 1998 news report English"]
    assert page.texts(LINE.format("Five") + "//p[@class='result-facts']/span")[-1] == "1 part"
    assert page.texts(LINE.format("A part") + "//p[@class='result-facts']/span")[-1] == "part 1 of Five"
    assert page.open(LINE.format("A part") + "//span[last()]/a").texts("//h1") == ["Five"]
    two = page.tree.xpath(LINE.format("Two") + "//bdi[.='Two']")[0]
    assert (two.get("lang"), two.get("dir")) == ("fa", "rtl")


def test_a_line_tells_where_voices_stand_and_on_how_many_passages(shelf, client):
    page = Page(client, "/documents/")
    where = LINE + "//ul[@class='result-positions']/li"
    assert page.texts(where.format("One")) == ["● in favour: the strike (1 passage)"]
    assert page.texts(where.format("Three")) == ["■ against: the strike (1 passage)"]
    assert page.texts(where.format("Four")) == []


def test_more_than_three_positions_are_counted():
    position = {"target": "t", "target_label": "x" * 100, "holder": "Mira Tal", "spans": 2}
    row = {"identifier": "i", "title": "T", "language": [], "issued": "", "issued_basis": "", "genre_label": "",
           "genre_label_fa": "", "sequence": None, "collection__is_fictional": None,
           "line": {"positions": [{**position, "position": one} for one in ("neither", "against", "favor", "neither")]}}
    line = line_of(row)
    assert [one["position"] for one in line["positions"]] == ["favor", "against", "neither"]
    assert line["more_positions"] == "1 more position"
    first = line["positions"][0]
    assert (first["holder"], first["passages"], len(first["label"])) == ("Mira Tal", "2 passages", 72)


def test_found_words_are_marked_with_the_place_where_they_were_found(shelf, client):
    page = Page(client, "/documents/?q=strike unlawful")
    snippet = page.tree.xpath(LINE.format("Three") + "//p[@class='snippet']")[0]
    assert snippet.text_content().startswith("text The ministry called the strike unlawful.")
    assert [mark.text for mark in snippet.xpath(".//mark")] == ["strike", "unlawful"]
    page = Page(client, "/documents/?q=four")
    assert page.texts(LINE.format("Four") + "//a/bdi/mark") == ["Four"]


def test_the_documents_words_can_never_become_markup(shelf, client):
    page = Page(client, "/documents/?q=qsw&exact=1")
    assert page.titles == ["Four"]
    assert "About <mark>QSW</mark> &amp; &lt;others&gt;." in page.html
    page = Page(client, '/documents/?q="><script>x</script>')
    assert page.tree.xpath("//input[@id='words']/@value") == ['"><script>x</script>']
    assert not page.tree.xpath("//main//script")


def test_a_name_finds_its_other_forms_says_so_and_can_be_searched_alone(shelf, client):
    page = Page(client, "/documents/?q=qsw")
    assert page.titles == ["Four", "One", "Two"] or sorted(page.titles) == ["Four", "One", "Two"]
    assert page.texts("//div[@class='reading']/p") == ["also searched: Quayside Watch (search only for “qsw”)"]
    alone = page.open("//div[@class='reading']//a")
    assert alone.titles == ["Four"]
    assert sorted(alone.open("//div[@class='reading']//a").titles) == ["Four", "One", "Two"]


def test_every_chip_takes_back_one_thing(shelf, client):
    target = shelf["target"].identifier
    address = f"/documents/?q=strike -gate&stance={target}:favor&not_genre=letter&from=1990&to=1999"
    page = Page(client, address)
    assert page.titles == ["One"]
    assert page.chips == ["strike", "-gate", "Stance: in favour: the strike", "not Genre: letter",
                          "Year of issue: 1990–1999"]
    for number in range(1, 6):
        left = page.open(f"//ul[@class='chips']/li[{number}]/a")
        assert left.chips == page.chips[:number - 1] + page.chips[number:]
    assert page.open("//a[@class='clear']").count == "6 documents"


def test_the_box_keeps_filters_and_the_order_form_keeps_the_words(shelf, client):
    page = Page(client, "/documents/?q=strike&exact=1&genre=letter&sort=oldest&page=2")
    hidden = "//form[@class='{}']//input[@type='hidden']/@{}"
    assert page.tree.xpath(hidden.format("search", "name")) == ["genre", "sort"]
    assert page.tree.xpath(hidden.format("order-form", "name")) == ["q", "exact", "genre"]
    assert page.tree.xpath(hidden.format("order-form", "value")) == ["strike", "1", "letter"]
    assert page.texts("//select[@name='sort']/option[@selected]") == ["oldest date of issue first"]


def test_lines_of_any_list_take_two_queries_and_keep_their_order(shelf, cast, django_assert_num_queries):
    asked = [shelf["Three"].identifier, "00000000-0000-4000-8000-000000000000", shelf["One"].identifier]
    with django_assert_num_queries(2, connection=catalog_connection()):
        lines = lines_of(asked)
    assert [line["title"] for line in lines] == ["Three", "One"]


def test_a_picture_keeps_its_place_before_it_is_loaded(cast, client, search_index):
    document = make_document(cast["cataloguer"])
    give_thumbnail(give_file(document))
    make_public(document, cast)
    search_index()
    picture = Page(client, "/documents/").tree.xpath("//a[@class='result-picture']/img")[0]
    assert (picture.get("width"), picture.get("height"), picture.get("loading")) == ("32", "20", "lazy")
    assert client.get(picture.get("src")).headers["Content-Type"] == "image/jpeg"


class Numbers:
    """Links of pages that are their numbers."""

    def page(self, number):
        return str(number)


@pytest.mark.parametrize(("number", "total", "shown"), [
    (1, 20, "1"), (1, 21, "1 2"), (3, 100, "1 2 3 4 5"), (50, 2000, "1 …48 49 50 51 52 …100"),
    (100, 2000, "1 …98 99 100"),
])
def test_the_pager_shows_the_first_those_around_and_the_last(number, total, shown):
    pager = pager_of(Asked(page=number), total, Numbers())
    assert " ".join("…" * one["gap"] + one["number"] for one in pager["pages"]) == shown
    assert pager["previous"] == (str(number - 1) if number > 1 else "")
    assert pager["next"] == (str(number + 1) if number * 20 < total else "")


def test_the_feed_has_what_the_question_finds_newly_published_first(shelf, client):
    page = Page(client, "/documents/?publisher_type=ngo&sort=oldest")
    answer = client.get(page.tree.xpath("//link[@type='application/atom+xml']/@href")[0])
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    atom = {"a": "http://www.w3.org/2005/Atom"}
    feed = lxml.etree.fromstring(answer.content)
    assert feed.xpath("//a:entry/a:title/text()", namespaces=atom) == ["Two", "One"]
    assert feed.xpath("//a:entry/a:id/text()", namespaces=atom) == feed.xpath("//a:entry/a:link/@href", namespaces=atom)
    assert feed.xpath("//a:entry[1]/@xml:lang", namespaces=atom) == ["fa"]
    assert feed.xpath("//a:entry/a:author/a:name/text()", namespaces=atom) == ["Quayside Watch"] * 2
    assert client.get(feed.xpath("//a:entry[1]/a:id/text()", namespaces=atom)[0]).status_code == 200


def test_the_feed_says_its_summaries_as_html_and_no_words_become_markup(shelf, client):
    feed = lxml.etree.fromstring(client.get("/documents/feed.atom?q=about").content)
    summary = feed.find("{*}entry/{*}summary")
    assert (summary.get("type"), summary.text) == ("html", "About QSW &amp; &lt;others&gt;.")


def test_a_character_that_xml_cannot_hold_does_not_break_the_feed(shelf, cast, client, search_index):
    coder = cast["cataloguer"]
    make_public(make_document(coder, title="Page\x0cbreak", description="Pasted \x01\ufffe here"), cast)
    search_index()
    for query in ("sort=added", "q=page%01break", "q=page%EF%BF%BEbreak"):
        feed = lxml.etree.fromstring(client.get(f"/documents/feed.atom?{query}").content)
        entry = feed.find("{*}entry")
        assert (entry.findtext("{*}title"), entry.findtext("{*}summary")) == ("Page break", "Pasted    here")
