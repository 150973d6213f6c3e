"""The mix of voices above the results and on its own page: exactly of the set, and every part a link."""
import pytest

from catalog.pages.mix import VOICES, percent, side_by_side
from catalog.pages.mix_years import HEIGHT, over_time
from catalog.projection import project_name
from catalog.search.facet import NONE
from catalog.search.update import bring_up_to_date
from tests.catalog.results_page import Page, fill_shelf

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def shelf(cast):
    return fill_shelf(cast)


def test_the_mix_says_in_words_who_speaks(shelf, client):
    page = Page(client, "/documents/")
    assert page.texts("//p[@class='mix-sentence']") == [
        "6 documents from 2 publishers: 33 % NGO, 17 % state body. The largest voice, Quayside Watch, published 33 %. "
        "On “the strike”: 1 in favour, 1 against. 4 documents carry no stance."]


def test_the_mix_is_that_of_exactly_the_set_asked_for(shelf, client):
    page = Page(client, "/documents/?genre=letter")
    assert page.texts("//p[@class='mix-sentence']") == [
        "1 document from 1 publisher: 100 % state body. On “the strike”: 1 against."]
    assert Page(client, "/documents/?q=zzzz").tree.xpath("//section[@class='mix-of-set']") == []


def test_each_part_of_a_strip_filters_and_has_its_words_and_its_row(shelf, client):
    page = Page(client, "/documents/")
    strip = "//section[@class='mix-of-set']//*[@class='strip-of'][{}]"
    assert page.texts(strip.format(1) + "//svg[@class='strip']//title") == [
        "NGO: 2 (33 %)", "state body: 1 (17 %)", "no type recorded: 3 (50 %)"]
    assert page.texts(strip.format(1) + "//li") == ["NGO 33 %", "state body 17 %", "no type recorded 50 %"]
    assert page.open(strip.format(1) + "//svg[@class='strip']/a[1]").chips == ["Type of publisher: NGO"]
    assert page.open(strip.format(2) + "//li[2]/a").titles == ["Three"]
    assert page.rows("//table[@class='behind-table'][caption='Types of publishers']/tbody/tr") == [
        "NGO 2 33 %", "state body 1 17 %", "no type recorded 3 50 %"]


def test_a_part_leads_to_as_many_documents_as_it_says_or_nowhere(shelf, client):
    """Beside a chosen value another one of the same facet would find more, not less."""
    shelf["watch"].types.create(type="advocacy-coalition")
    project_name(shelf["watch"])
    bring_up_to_date()
    part = "//section[@class='mix-of-set']//*[@class='strip-of'][1]//li/a[contains(., '{}')]"
    page = Page(client, "/documents/?publisher_type=ngo&publisher_type=state-body&not_publisher_type=court")
    assert page.texts("//svg[@class='strip']//title")[:2] == ["advocacy coalition: 2 (67 %)", "NGO: 2 (67 %)"]
    narrowed = page.open(part.format("NGO"))
    assert narrowed.count.startswith("2 documents")
    assert narrowed.chips == ["Type of publisher: NGO", "not Type of publisher: court"]
    assert page.tree.xpath(part.format("coalition"))[0].get("href") is None
    assert page.open("//div[@class='mix-foot']/a").tree.xpath("//table//a[.='advocacy coalition'][@href]") == []


def test_strips_are_full_whatever_the_shares(shelf, client):
    parts = side_by_side([{"documents": 1}, {"documents": 2}, {"documents": 1}])
    assert [(part["x"], part["width"]) for part in parts] == [
        ("0.000", "25.000"), ("25.000", "50.000"), ("75.000", "25.000")]


def test_no_two_types_of_publishers_look_alike_but_those_not_known():
    looks = [look for code, look in VOICES.items() if look != VOICES[NONE]]
    assert len(looks) == len(set(looks)) == 13


@pytest.mark.parametrize(("share", "words"), [(0, "0 %"), (0.001, "<1 %"), (0.5, "50 %"), (1, "100 %")])
def test_shares_are_whole_per_cent_but_never_nothing(share, words):
    assert percent(share) == words


def test_the_page_crosses_types_and_publishers_with_positions(shelf, client):
    page = Page(client, "/documents/?part=whole").open("//div[@class='mix-foot']/a")
    assert page.chips == ["Whole or part: whole document"]
    assert page.rows("//section[@aria-labelledby='table-publisher_type']//tbody/tr") == [
        "NGO 2 1 0 0 1", "no type recorded 2 0 0 0 2", "state body 1 0 1 0 0"]
    assert page.rows("//section[@aria-labelledby='table-publisher']//tbody/tr") == [
        "Quayside Watch 2 1 0 0 1", "publisher not stated 2 0 0 0 2", "Ministry of Locks 1 0 1 0 0"]
    assert page.open("//section[@aria-labelledby='table-publisher']//tbody/tr[1]//a").titles == ["Two", "One"]
    assert page.open("//a[.='Back to the results']").count == "5 documents"


def test_the_page_shows_the_set_over_time(shelf, client):
    page = Page(client, "/documents/mix/")
    assert page.texts("//section[@aria-labelledby='time-publisher_type']//thead//th") == [
        "Years", "NGO", "no type recorded"]
    assert page.rows("//section[@aria-labelledby='time-publisher_type']//tbody/tr") == [
        "1998 0 1", "1999 1 0", "2001 1 0"]
    assert page.rows("//section[@aria-labelledby='time-stance']//tbody/tr") == ["1999 1"]
    assert page.open("//section[@aria-labelledby='time-stance']//tbody//a").titles == ["One"]


def test_the_page_of_an_empty_set_says_so(shelf, client):
    page = Page(client, "/documents/mix/?q=zzzz")
    assert page.texts("//main//p")[-1] == "No document fits, so nobody speaks here."


def test_columns_are_stacked_without_gaps_and_the_highest_fills_the_drawing():
    class Links:
        def between(self, first, last):
            return f"{first}-{last}"

    by_year = {"1990": {"ngo": 3, "court": 1}, "1992": {"court": 2}, NONE: {"ngo": 9}}
    time = over_time("publisher_type", [("ngo", {}), ("court", {})], by_year, Links())
    first, empty, last = time["columns"]
    assert [(part["y"], part["height"]) for part in first["parts"]] == [
        (HEIGHT * 0.25, HEIGHT * 0.75), (0, HEIGHT * 0.25)]
    assert (empty["total"], last["total"], last["address"]) == (0, 2, "1992-1992")
    assert over_time("publisher_type", [], {NONE: {"ngo": 1}}, Links()) is None


def test_the_same_mix_is_counted_once(shelf, client, monkeypatch):
    address = "/documents/mix/?language=en"
    first = Page(client, address).rows("//table[@class='crossed']/tbody/tr")
    monkeypatch.setattr("catalog.search.counting.aggregate_pairs", None)
    assert Page(client, address).rows("//table[@class='crossed']/tbody/tr") == first != []
