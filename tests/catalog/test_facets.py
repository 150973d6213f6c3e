"""Facets as a reader uses them: counted, chosen, excluded, looked through, and the years as a picture."""
from itertools import pairwise

import pytest

from archive.models import Genre
from catalog.characters import showable
from catalog.pages.facet_years import MOST_BARS, spans_of
from catalog.pages.facets import first_values
from catalog.search.asked import Asked
from catalog.search.facet import NONE
from tests.base import make_document
from tests.catalog.material import make_public
from tests.catalog.results_page import Page, fill_shelf

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def shelf(cast):
    return fill_shelf(cast)


@pytest.fixture
def many_genres(cast, search_index):
    """Fifteen documents, each of a genre of its own."""
    for number in range(15):
        genre = Genre.objects.create(code=f"g{number}", label=f"genre {number:02}")
        make_public(make_document(cast["cataloguer"], genre=genre), cast)
    search_index()


def test_each_facet_counts_what_is_there(shelf, client):
    page = Page(client, "/documents/")
    assert page.facet("publisher") == {"publisher not stated": 3, "Quayside Watch": 2, "Ministry of Locks": 1}
    assert page.facet("publisher_type") == {"no type recorded": 3, "NGO": 2, "state body": 1}
    assert page.facet("subject") == {"Strikes": 3}
    assert page.facet("genre") == {"news report": 5, "letter": 1}
    assert page.facet("language") == {"English": 5, "Persian": 1}
    assert page.facet("collection") == {"in no collection": 5, "Papers": 1}
    assert page.facet("part") == {"whole document": 5, "part of a digest": 1}
    assert page.facet("file") == {"no file held": 4, "has an original file": 2}


def test_positions_stand_below_their_target(shelf, client):
    page = Page(client, "/documents/")
    assert page.texts("//section[@aria-labelledby='facet-stance']/h3") == ["the strike"]
    assert page.facet("stance") == {"in favour": 1, "against": 1, "no stance recorded": 4}
    assert page.choose("stance", "against").titles == ["Three"]


def test_values_of_one_facet_add_up_and_do_not_shrink_its_list(shelf, client):
    page = Page(client, "/documents/").choose("language", "Persian")
    assert page.facet("language") == {"✓Persian": 1, "English": 5}
    both = page.choose("language", "English")
    assert both.facet("language") == {"✓English": 5, "✓Persian": 1}
    assert both.count == "6 documents"
    assert both.choose("language", "English").titles == ["Two"], "a chosen value is taken back by its own link"


def test_a_value_can_be_excluded_and_let_in_again(shelf, client):
    page = Page(client, "/documents/").choose("genre", "news report", "exclude")
    assert page.titles == ["Three"]
    assert page.facet("genre") == {"−news report": 5, "letter": 1}
    assert page.choose("genre", "news report").count == "6 documents"


def test_chosen_values_are_marked_for_everybody(shelf, client):
    page = Page(client, "/documents/?genre=letter")
    assert page.texts("//a[@class='value-name'][@aria-current='true']") == ["letter 1"]
    assert page.texts("//summary/span[@class='active']") == ["1 set"]


def test_a_chosen_value_that_nothing_has_stays_to_be_taken_back(shelf, client):
    page = Page(client, "/documents/?genre=nothing-has-it")
    assert page.facet("genre") == {"✓nothing-has-it": 0, "news report": 5, "letter": 1}
    assert page.choose("genre", "nothing-has-it").count == "6 documents"


def test_a_long_facet_shows_eight_and_leads_to_all(many_genres, client):
    page = Page(client, "/documents/?language=en")
    assert len(page.facet("genre")) == 8
    all_values = page.open("//section[@aria-labelledby='facet-genre']/p/a")
    assert page.texts("//section[@aria-labelledby='facet-genre']/p") == ["all 15 …"]
    assert sorted(all_values.texts("//span[@class='value-label']")) == [f"genre {number:02}" for number in range(15)]
    assert all_values.chips == ["Language: English"]
    chosen = all_values.open("//li/a[.//bdi='genre 14']")
    assert (chosen.count, chosen.chips) == ("1 document", ["Genre: genre 14", "Language: English"])


def test_who_goes_to_the_mix_or_a_facet_finds_the_results_as_they_were(many_genres, client):
    address = "/documents/?language=en&sort=title&size=50&view=gallery"
    page = Page(client, address)
    for link in ("//div[@class='mix-foot']/a", "//section[@aria-labelledby='facet-genre']/p/a"):
        assert page.open(link).tree.xpath("//a[.='Back to the results']/@href") == [address]


def test_a_long_facet_can_be_looked_through_without_script(many_genres, shelf, client):
    page = Page(client, "/documents/facets/genre/?find=e 1&language=en")
    assert page.texts("//span[@class='value-label']") == [f"genre {number}" for number in range(10, 15)]
    assert page.tree.xpath("//form[@class='find']/input[@type='hidden']/@name") == ["language"]
    assert Page(client, "/documents/facets/genre/?find=zzz").texts("//main/p")[-1] == "Nothing here has these letters."
    page = Page(client, "/documents/facets/publisher/?find=qsw")
    assert page.texts("//span[@class='value-label']") == ["Quayside Watch"], "found by another form of its name"
    page = Page(client, "/documents/facets/stance/?find=STRIKE")
    assert page.texts("//main/h2") == ["the strike"]


@pytest.mark.parametrize("address", ["/documents/facets/genre/?find=%00e%01", "/documents/?language=en%00",
                                     "/documents/?q=%00%0C", "/agents/?find=%00e%01",
                                     "/documents/compare/?find=%00%01"])
def test_characters_that_a_page_cannot_hold_are_not_repeated(shelf, client, address):
    html = client.get(address).content.decode()
    assert showable(html) == html


def test_there_is_no_list_of_what_is_no_facet(shelf, client):
    assert [client.get(f"/documents/facets/{name}/").status_code for name in ("creator", "title", "year")] == [404] * 3


def test_years_are_bars_that_lead_to_their_documents(shelf, client):
    page = Page(client, "/documents/")
    bars = page.texts("//svg[@class='histogram']//title")
    assert bars == ["1998: 1", "1999: 1", "2001: 1"]
    chosen = page.open("//svg[@class='histogram']/a[2]")
    assert (chosen.titles, chosen.chips) == (["One"], ["Year of issue: 1999"])
    assert len(chosen.texts("//svg[@class='histogram']//title")) == 3, "the chosen years do not shrink the picture"
    assert len(chosen.tree.xpath("//rect[@class='bar is-chosen']")) == 1
    assert page.rows("//section[@aria-labelledby='facet-year']//tbody/tr") == ["1998 1", "1999 1", "2001 1"]
    assert page.facet("year") == {"date not stated": 3}
    assert sorted(page.choose("year", "date not stated").titles) == ["A part", "Five", "Three"]


def test_the_form_of_the_years_keeps_the_question(shelf, client):
    page = Page(client, "/documents/?q=strike&genre=news-report&from=1990")
    form = page.tree.xpath("//form[@class='years']")[0]
    assert form.xpath(".//input[@type='hidden']/@name") == ["q", "genre"]
    assert form.xpath(".//input[@id='from']/@value") == ["1990"]


@pytest.mark.parametrize(("years", "first", "last", "number"), [
    ([1990], (1990, 1990), (1990, 1990), 1),
    ([1981, 2020], (1981, 1981), (2020, 2020), 40),
    ([1980, 2020], (1980, 1981), (2020, 2021), 21),
    ([1500, 2020], (1500, 1519), (2020, 2039), 27),
    ([1, 9999], (0, 499), (9500, 9999), 20),
])
def test_at_most_forty_bars_cover_all_years(years, first, last, number):
    spans = spans_of(years)
    assert (spans[0], spans[-1], len(spans)) == (first, last, number)
    assert len(spans) <= MOST_BARS
    assert all(end + 1 == start for (_start, end), (start, _end) in pairwise(spans))


def test_a_facet_of_a_hundred_thousand_values_is_not_read_through():
    class Counted(dict):
        looked = 0

        def __iter__(self):
            for value in super().__iter__():
                self.looked += 1
                yield value

    counted = Counted({str(number): 1 for number in range(100_000)})
    assert first_values("publisher", Asked(chosen=(("publisher", "99999"),)), counted) == [
        "99999", *(str(number) for number in range(7))]
    stances = Counted({NONE: 5, **{f"t{number}:favor": 1 for number in range(100_000)}})
    assert len(first_values("stance", Asked(), stances)) == 5
    assert counted.looked + stances.looked < 100
