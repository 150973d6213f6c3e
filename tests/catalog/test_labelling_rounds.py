"""What readers see of labelling: the figures of the desk, the rules by which it was done, and no word of its rounds."""
import pytest

from archive.curation.agreement_words import alpha_in_words
from archive.models import Event, StanceTarget
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance
from archive.stance.blind import submit_labels
from archive.stance.compared import compared_by_target, labels_seen_by
from archive.stance.rounds import close_round, open_round
from archive.workflow.transitions import reopen_document
from catalog.models import PublishedDocument
from catalog.pages.coder_agreement import agreement_in_words, agreement_on
from catalog.projection import project_document
from catalog.search.index import current
from tests.base import make_curator, make_document, publish
from tests.catalog.material import give_file, give_stance, make_public, public_codebook, span

pytestmark = pytest.mark.django_db(databases="__all__")

WORDS = "The harbour is closed. The strike goes on."


@pytest.fixture
def strike(cast):
    return StanceTarget.objects.create(label="the strike", kind="proposition")


@pytest.fixture
def coders(cast):
    return [make_curator(name, "cataloguer") for name in ("anna", "bela", "cora")]


def give_text_file(document):
    return give_file(document, text=f"{WORDS} {document.pk}").texts.get()


def make_read(cast, coders, target, *positions):
    """A public document whose narrator these coders read so; None: this coder did not."""
    document = make_document(cast["cataloguer"])
    version = give_text_file(document)
    for coder, position in zip(coders, positions, strict=True):
        if position:
            give_stance(document, coder, span(version, "The strike goes on."), target=target, position=position)
    return make_public(document, cast)


def test_the_desk_and_the_readers_page_tell_the_same_agreement(cast, coders, strike, client, search_index):
    for positions in (("favor", "favor", "against"), ("against", "against", None), ("favor", "neither", "favor"),
                      ("against", "against", "against"), ("favor", None, None)):
        make_read(cast, coders, strike, *positions)
    search_index()
    public, is_complete = agreement_on(strike.identifier, current().generation)
    desk = compared_by_target(labels_seen_by(cast["reviewer"]))[strike.pk].agreement
    assert is_complete
    assert public == desk
    assert (desk.coders, desk.units, desk.compared) == (3, 5, 4)
    assert desk.alpha.interval
    html = client.get(f"/targets/{strike.identifier}/").content.decode()
    words = agreement_in_words(public, is_complete)
    assert words["alpha"] in html
    assert words["interval"] in html
    client.force_login(cast["reviewer"])
    page = client.get(f"/curation/agreement/{strike.identifier}/").content.decode()
    assert alpha_in_words(desk.alpha) in page
    assert f"{desk.raw * 100:.0f} %" in page
    assert f"{desk.raw * 100:.0f} %" in html


def test_every_label_of_a_target_leads_to_the_rules_by_which_it_was_made(cast, coders, strike, client, search_index):
    make_read(cast, coders, strike, "favor", "favor", "against")
    search_index()
    html = client.get(f"/targets/{strike.identifier}/").content.decode()
    assert html.count('href="/codebook/1.0/"') == 3
    assert client.get("/codebook/1.0/").status_code == 200


def test_readers_are_not_told_of_the_rounds_of_a_published_document(cast, coders, strike, client):
    public_codebook()
    document = make_document(cast["cataloguer"])
    give_text_file(document)
    make_public(document, cast)
    reopen_document(document, cast["cataloguer"])
    opened = open_round(document, coders, cast["reviewer"])
    for coder in coders:
        annotate_stance(document, coder, holder_kind="narrator", holder="narrator", target=strike, position="favor",
                        evidence=[Quote("The strike goes on.")])
        submit_labels(opened, coder)
    close_round(opened, cast["reviewer"])
    document.refresh_from_db()
    publish(document, cast)
    project_document(document.identifier)
    told = PublishedDocument.objects.get(pk=document.identifier).record["timeline"]
    versions = [one["version"] for one in told if one["type"] == "metadata modification"]
    assert versions == sorted(set(versions))
    assert Event.objects.filter(object_type="labellinground", object_id=opened.identifier).count() == 5
    html = client.get(f"/documents/{document.identifier}/").content.decode()
    assert "round" not in html.lower().replace("background", "").replace("around", "")
    client.force_login(cast["reviewer"])
    history = client.get(f"/curation/documents/{document.identifier}/history/").content.decode()
    for said in ("Labelling round opened", "Blind labels submitted", "Labelling round closed"):
        assert said in history, said
