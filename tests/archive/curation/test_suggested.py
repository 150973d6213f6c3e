"""What the file says of itself is proposed field by field with its source, and fills in nothing by itself."""
import pytest
from django.urls import reverse

from archive.models import Capture, Document, Genre, Holding, Original, TextVersion
from tests.archive.curation.conftest import filled
from tests.base import make_agent, make_document

pytestmark = pytest.mark.django_db

EMBEDDED = {"title": "The dam is safe | Valley Herald", "author": "A. Writer; B. Writer",
            "date": "2018-02-15T10:00:00Z", "site": "Valley Herald", "language": "en", "url": "https://www.herald.example/dam"}
TEXT = "Valley Herald\n\nThe dam is safe\n\nBy A. Writer, 15 Feb 2018\n\nThe ministry said so."


@pytest.fixture
def make_draft(cast):
    """A function: a draft nobody has described, of one file with its own metadata."""
    def make(embedded, media_type="text/html", text=TEXT, **fields):
        Genre.objects.get_or_create(code="web-page", defaults={"label": "web page"})
        document = make_document(cast["cataloguer"], **{"title": "[a file]", "genre": None, "language": [], **fields})
        original = Original.objects.create(sha256="a" * 64, size=1, media_type=media_type,
                                           private_metadata={"embedded": embedded})
        Holding.objects.create(document=document, original=original, filename="page")
        if text:
            TextVersion.objects.create(original=original, kind="raw", text=text, length=len(text), sha256="b" * 64,
                                       tool="t")
        return document
    return make


def suggested(clients, document):
    """{entry: [Suggestion]} that the describing screen shows."""
    page = clients["cataloguer"].get(reverse("curation:describe", args=[document.identifier]))
    return {entry.name: list(entry.suggestions) for _title, entries in page.context["sections"] for entry in entries
            if entry.suggestions}


def test_a_page_of_a_known_publisher_proposes_its_first_description(clients, make_draft):
    make_agent("The Valley Herald").names.create(text="valley herald")
    found = suggested(clients, make_draft(EMBEDDED))
    assert found["title"][0].values == {"title": "The dam is safe"}
    assert found["publisher"][0].values == {"agent": "The Valley Herald", "as_printed": "Valley Herald",
                                            "basis": "printed"}
    assert [one.missing for one in found["creator"]] == ["A. Writer", "B. Writer"]
    assert found["language"][0].values == {"language": "en"}
    assert found["issued"][0].values == {"issued": "2018-02-15", "issued_as_printed": "15 Feb 2018",
                                         "issued_basis": "printed"}
    assert found["genre"][0].shown == "web page"
    assert {str(one.source) for one in found["title"]} == {"the page's own metadata"}


def test_nothing_is_filled_in_before_it_is_accepted(clients, make_draft):
    document = make_draft(EMBEDDED)
    page = clients["cataloguer"].get(reverse("curation:describe", args=[document.identifier]))
    clients["cataloguer"].post(page.request["PATH_INFO"], filled(page))
    saved = Document.objects.get(pk=document.pk)
    assert (saved.title, saved.language, saved.genre, saved.issued) == ("[a file]", [], None, "")
    assert not saved.contributions.exists()


def test_without_a_script_suggestions_are_accepted_into_the_form_and_not_saved(clients, make_draft):
    make_agent("Valley Herald")
    document = make_draft(EMBEDDED)
    address = reverse("curation:describe", args=[document.identifier])
    page = clients["cataloguer"].get(address)
    one = clients["cataloguer"].post(address, filled(page, accept="issued.0"))
    assert one.context["description"].form["issued"].value() == "2018-02-15"
    assert one.context["description"].form["title"].value() == "[a file]"
    everything = clients["cataloguer"].post(address, filled(page, accept="all"))
    assert everything.context["description"].form["title"].value() == "The dam is safe"
    rows = everything.context["description"].contributions["publisher"]
    assert rows.forms[0]["agent"].value() == "Valley Herald"
    assert Document.objects.get(pk=document.pk).version == 1


@pytest.mark.parametrize("media_type", ["application/pdf", "image/jpeg",
                                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"])
def test_the_day_on_which_a_file_was_made_is_never_the_date_of_issue(clients, make_draft, media_type):
    found = suggested(clients, make_draft({"title": "Report", "date": "2018-02-15"}, media_type))
    assert "issued" not in found
    assert str(found["title"][0].source) == "the file's own properties"


def test_the_host_of_the_address_infers_the_publisher_where_no_name_is_given(clients, make_draft):
    agent = make_agent("Valley Herald")
    agent.external_identifiers.create(scheme="website", value="https://herald.example/")
    document = make_draft({}, text="")
    Capture.objects.create(document=document, final_url="https://www.herald.example/dam")
    found = suggested(clients, document)["publisher"]
    assert [one.values for one in found] == [{"agent": "Valley Herald", "as_printed": "", "basis": "inferred"}]
    assert "herald.example" in str(found[0].source)


def test_a_host_that_two_agents_share_proposes_nobody(clients, make_draft):
    for name in ("Valley Herald", "Herald Foundation"):
        make_agent(name).names.create(text="herald.example")
    document = make_draft({"url": "https://herald.example/dam"})
    assert "publisher" not in suggested(clients, document)


def test_the_head_of_a_message_proposes_its_sender_and_day(clients, make_draft):
    make_agent("Ida")
    found = suggested(clients, make_draft(
        {"title": "The count", "author": "Ida <ida@x.example>", "date": "Sun, 29 Jan 2012 20:51:00 +0100"},
        "message/rfc822", text="Dear all"))
    assert found["creator"][0].values["agent"] == "Ida"
    assert (found["creator"][0].values["as_printed"], found["creator"][0].values["basis"]) == ("", "external")
    assert found["issued"][0].values == {"issued": "2012-01-29", "issued_as_printed": "", "issued_basis": "external"}


def test_what_only_the_metadata_says_is_not_called_printed(clients, make_draft):
    make_agent("Valley Herald")
    found = suggested(clients, make_draft(
        {**EMBEDDED, "date": "2016-07-20T10:00:00+03:30"}, text="The dam is safe\n\nA Valley Heraldry said so."))
    assert found["publisher"][0].values == {"agent": "Valley Herald", "as_printed": "", "basis": "external"}
    assert found["creator"][0].values == {"agent": "A. Writer", "as_printed": "", "basis": "external"}
    assert found["issued"][0].values == {"issued": "2016-07-20", "issued_as_printed": "", "issued_basis": "external"}


def test_a_name_of_the_metadata_that_the_text_prints_is_kept_as_the_text_prints_it(clients, make_draft):
    found = suggested(clients, make_draft(EMBEDDED, text="VALLEY\nHERALD\n\nThe dam is safe\n\nBy A.  Writer"))
    assert found["publisher"][0].values == {"agent": "Valley Herald", "as_printed": "VALLEY HERALD", "basis": "printed"}
    assert [one.values["as_printed"] for one in found["creator"]] == ["A. Writer", ""]


def test_what_only_the_metadata_says_is_accepted_and_saved_without_words_as_printed(clients, make_draft):
    make_agent("Valley Herald")
    document = make_draft({"site": "Valley Herald", "date": "2016-07-20T10:00:00+03:30"}, text="The dam is safe")
    address = reverse("curation:describe", args=[document.identifier])
    accepted = clients["cataloguer"].post(address, filled(clients["cataloguer"].get(address), accept="all"))
    clients["cataloguer"].post(address, filled(accepted))
    saved = Document.objects.get(pk=document.pk)
    row = saved.contributions.get()
    assert (saved.issued, saved.issued_as_printed, saved.issued_basis) == ("2016-07-20", "", "external")
    assert (row.agent.name, row.as_printed, row.basis) == ("Valley Herald", "", "external")


@pytest.mark.parametrize("date", [
    "Mon, 15 Feb 2018 10:00:00 +9999999999999", "15 Feb 99999999999999999999 10:00:00 +0000"])
def test_a_date_that_no_calendar_reaches_is_not_proposed(clients, make_draft, date):
    assert "issued" not in suggested(clients, make_draft({"date": date}, "message/rfc822", text="Dear all"))


def test_a_described_record_gets_suggestions_only_where_it_says_nothing(clients, make_draft):
    document = make_draft(EMBEDDED)
    address = reverse("curation:describe", args=[document.identifier])
    clients["cataloguer"].post(address, filled(clients["cataloguer"].get(address), title="My own", language="fa"))
    assert set(suggested(clients, document)) == {"publisher", "creator", "issued", "genre"}


@pytest.mark.parametrize("embedded", [
    {"date": "not a date", "language": "Persian", "title": "   ", "author": ";;;", "site": ""},
    {"date": "2018-02-31", "url": "http://["}, {"date": "99999-99", "url": "::::"}, {"title": "x" * 5000},
])
def test_hostile_metadata_does_no_harm(clients, make_draft, embedded):
    found = suggested(clients, make_draft(embedded))
    assert not {"issued", "publisher", "creator", "language"} & set(found)
