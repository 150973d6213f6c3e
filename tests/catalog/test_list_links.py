"""Addresses of lists: one thing changed, everything else kept, always in the same order."""
import runpy

import pytest
from django.conf import settings

from catalog.list_links import ListLinks
from catalog.search.asked import MAX_WORDS_LENGTH, Asked

ONE, OTHER = "0f8fad5b-d9cb-469f-a165-70867728950e", "7c9e6679-7425-40de-944b-e07fc1f90ae7"
ASKED = Asked(words="a & b", chosen=(("language", "fa"), ("publisher", ONE)), excluded=(("genre", "leaflet"),),
              first_year=1970, sort="title", page=4)
BEFORE, AFTER = f"/documents/?q=a%20%26%20b&publisher={ONE}", "&not_genre=leaflet&language=fa&from=1970&sort=title"


@pytest.fixture
def links():
    return ListLinks(ASKED)


def test_the_present_address_has_all_parameters_in_their_order(links):
    assert links.here == f"{BEFORE}{AFTER}&page=4"


def test_everything_has_no_query_string():
    assert ListLinks(Asked()).here == "/documents/"


def test_a_value_is_added_in_its_place_and_the_page_is_the_first(links):
    assert links.adding("publisher", OTHER) == f"{BEFORE}&publisher={OTHER}{AFTER}"
    assert links.adding("subject", OTHER) == f"{BEFORE}&subject={OTHER}{AFTER}"
    assert links.adding("stance", f"{ONE}:favor") == f"{BEFORE}&stance={ONE}:favor{AFTER}"


def test_a_value_that_is_chosen_already_is_not_added_again(links):
    assert links.adding("publisher", ONE) == BEFORE + AFTER


def test_a_part_of_what_is_shown_keeps_what_is_excluded_and_is_never_more_than_that(links):
    assert links.narrowed_to("genre", "letter") == f"{BEFORE}{AFTER}".replace("&not_genre", "&genre=letter&not_genre")
    assert links.narrowed_to("publisher", ONE) == f"{BEFORE}{AFTER}"
    assert links.narrowed_to("publisher", OTHER) == ""


def test_a_value_is_either_chosen_or_excluded(links):
    assert links.excluding("publisher", OTHER) == f"{BEFORE}&not_publisher={OTHER}{AFTER}"
    assert links.excluding("language", "fa") == f"{BEFORE}{AFTER}".replace("&language", "&not_language")
    assert links.adding("genre", "leaflet") == f"{BEFORE}{AFTER}".replace("&not_genre", "&genre")


def test_a_value_is_taken_away_whether_chosen_or_excluded(links):
    assert links.without("language", "fa") == f"{BEFORE}{AFTER}".replace("&language=fa", "")
    assert links.without("genre", "leaflet") == f"{BEFORE}{AFTER}".replace("&not_genre=leaflet", "")
    assert links.without_facet("publisher") == f"{BEFORE}{AFTER}".replace(f"&publisher={ONE}", "")


def test_words_years_order_size_and_page_are_changed(links):
    assert links.with_words("") == f"{BEFORE}{AFTER}".replace("q=a%20%26%20b&", "")
    assert links.with_words("x") == f"{BEFORE}{AFTER}".replace("a%20%26%20b", "x")
    assert links.exactly() == f"{BEFORE}{AFTER}".replace("&publisher", "&exact=1&publisher")
    assert links.between(1980, 1985) == f"{BEFORE}{AFTER}".replace("from=1970", "from=1980&to=1985")
    assert links.between(None, None) == f"{BEFORE}{AFTER}".replace("&from=1970", "")
    assert links.page(2) == f"{BEFORE}{AFTER}&page=2"
    assert links.page(1) == f"{BEFORE}{AFTER}"


def test_another_view_stays_on_the_page(links):
    assert links.view("gallery") == f"{BEFORE}{AFTER}&view=gallery&page=4"


def test_clearing_keeps_only_how_it_is_shown(links):
    assert links.cleared() == "/documents/?sort=title"


def test_forms_carry_every_parameter_that_they_do_not_ask_for(links):
    assert links.hidden("q", "exact") == [
        ("publisher", ONE), ("not_genre", "leaflet"), ("language", "fa"), ("from", "1970"), ("sort", "title")]


def test_the_same_set_elsewhere_has_no_order_or_page(links):
    everything = f"{BEFORE}{AFTER}".replace("/documents/", "/documents/mix/")
    assert links.elsewhere("/documents/mix/") == everything.replace("&sort=title", "")
    assert links.elsewhere("/documents/mix/", "sort") == everything


def test_values_cannot_break_out_of_their_parameter():
    assert ListLinks(Asked(words='"><script>&page=9')).here == "/documents/?q=%22%3E%3Cscript%3E%26page%3D9"


def test_the_web_server_takes_the_longest_words_with_many_filters():
    server = runpy.run_path(settings.PROJECT_ROOT / "deploy" / "gunicorn.conf.py")
    asked = Asked(words="𝕳" * MAX_WORDS_LENGTH, chosen=(("publisher", ONE),) * 40)
    assert len(f"GET {ListLinks(asked).here} HTTP/1.1") < server["limit_request_line"]
