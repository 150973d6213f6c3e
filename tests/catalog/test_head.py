"""What the head of a document's page tells programs: true, complete, and never markup."""
import json

import lxml.html
import pytest
from django.conf import settings

from archive.models import Subject
from tests.base import make_agent, make_document
from tests.catalog.material import give_contribution, give_file, make_full_document, make_public

pytestmark = pytest.mark.django_db(databases="__all__")


def head_of(client, document):
    """(meta elements as {name: [contents]}, JSON-LD as a dict, address of the canonical link)."""
    tree = lxml.html.fromstring(client.get(f"/documents/{document.identifier}/").content)
    meta = {}
    for element in tree.xpath("//head/meta[@content]"):
        meta.setdefault(element.get("name") or element.get("property"), []).append(element.get("content"))
    linked = json.loads(tree.xpath("string(//script[@type='application/ld+json'])"))
    return meta, linked, tree.xpath("string(//link[@rel='canonical']/@href)")


def test_the_head_says_what_the_catalogue_knows(cast, client):
    document = make_full_document(cast, issued="1998-03-05", language=["en", "fa"], rights="Harbour Post Ltd")
    document.subjects.add(Subject.objects.create(label="Strikes"))
    person = make_agent("Mira Tal", kind="person")
    give_contribution(document, person, "creator", as_printed="M. Tal")
    meta, linked, canonical = head_of(client, make_public(document, cast))
    address = f"{settings.BASE_URL}/documents/{document.identifier}/"
    assert canonical == linked["url"] == address
    told = ("title", "creator", "language", "subject", "rights", "identifier")
    assert {name: meta[f"DC.{name}"] for name in told} == {
        "title": [document.title], "creator": ["Mira Tal"], "language": ["en", "fa"], "subject": ["Strikes"],
        "rights": ["Harbour Post Ltd"], "identifier": [address]}
    assert meta["DCTERMS.issued"] == ["1998-03-05"]
    assert (meta["citation_author"], meta["citation_publication_date"]) == (["M. Tal"], ["1998/03/05"])
    assert (meta["og:title"], meta["og:description"]) == ([document.title], ["Report on a strike."])
    assert (linked["@type"], linked["datePublished"]) == ("NewsArticle", "1998-03-05")
    assert linked["inLanguage"] == ["en", "fa"]
    assert linked["author"] == [{"@type": "Person", "@id": f"{settings.BASE_URL}/agents/{person.identifier}/",
                                 "name": "Mira Tal"}]
    assert linked["encoding"][0]["sha256"] == document.holdings.get().original.sha256


@pytest.mark.parametrize("date", [
    {"issued": "1998-03~"}, {"issued": "1998-03-05", "issued_basis": "event"}, {"issued": ""}])
def test_a_doubtful_date_is_not_told_to_programs_that_have_no_word_for_doubt(cast, client, date):
    meta, linked, _canonical = head_of(client, make_public(make_full_document(cast, **date), cast))
    assert "datePublished" not in linked and "citation_publication_date" not in meta
    assert meta.get("DCTERMS.issued", [""]) == [date["issued"]]


def test_an_agent_is_a_person_or_an_organisation_only_where_that_is_known(cast, client):
    document = make_document(cast["cataloguer"])
    for kind in ("pseudonym", "body"):
        give_contribution(document, make_agent(f"A {kind}", kind=kind))
    _meta, linked, _canonical = head_of(client, make_public(document, cast))
    assert {one["name"]: one.get("@type") for one in linked["publisher"]} == {
        "A pseudonym": None, "A body": "Organization"}


def test_a_part_names_its_whole_and_not_the_files_of_the_whole(cast, client):
    whole = make_document(cast["cataloguer"], title="Reader")
    give_file(whole, b"%PDF-1.7", filename="a.pdf", media_type="application/pdf")
    make_public(whole, cast)
    part = make_public(make_document(cast["cataloguer"], parent=whole, sequence=1), cast)
    assert "citation_pdf_url" in head_of(client, whole)[0]
    meta, linked, _canonical = head_of(client, part)
    assert linked["isPartOf"]["name"] == "Reader"
    assert meta["DCTERMS.isPartOf"] == [linked["isPartOf"]["@id"]]
    assert "encoding" not in linked and "citation_pdf_url" not in meta


def test_hostile_words_do_not_end_the_script_element(cast, client):
    evil = "</script ><script>alert(1)</script><!-- </script x \u2028 & \"'"
    meta, linked, _canonical = head_of(client, make_public(make_document(
        cast["cataloguer"], title=evil, description=evil, alternative=[evil], rights=evil, license=evil), cast))
    assert linked["name"] == linked["description"] == evil
    assert meta["DC.title"] == [" ".join(evil.split())]
    assert "license" not in linked
