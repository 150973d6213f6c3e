"""Merging: everything that named the other names the primary, nothing is lost, and it is recorded."""
import json

import pytest
from django.core.exceptions import PermissionDenied

from archive.authorities.kinds import KINDS
from archive.authorities.merge import MergeRefused, merge_records
from archive.authorities.preview import preview_merge
from archive.authorities.references import references_to
from archive.models import (
    Agent,
    AgentCharacterisation,
    AgentIdentifier,
    AgentName,
    AgentRelation,
    AgentType,
    Contribution,
    Document,
    DocumentPlace,
    Event,
    Place,
    Quotation,
    Revision,
    StanceTarget,
    Subject,
    SubjectLabel,
)
from archive.provenance.revise import StaleRecord
from archive.provenance.verification import verify_ledger
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance
from tests.archive.curation.conftest import give_text
from tests.base import make_agent, make_codebook, make_document, publish

pytestmark = pytest.mark.django_db
AGENTS, SUBJECTS, PLACES = KINDS["agents"], KINDS["subjects"], KINDS["places"]


@pytest.fixture
def pair():
    """(primary, other): two agents that are one person."""
    primary = make_agent("Ebrahim Raisi", kind="person")
    other = make_agent("Ebrahim Raisie", kind="person", country="IR", note="From the digest.")
    AgentName.objects.create(agent=primary, text="Raisi")
    AgentName.objects.create(agent=other, text="Raisi")
    AgentName.objects.create(agent=other, text="رئیسی", kind="official", language="fa", script="Arab")
    AgentName.objects.create(agent=other, text="the butcher", kind="pejorative")
    return primary, other


def contribute(document, agent, role="publisher", as_printed="Raisi"):
    return Contribution.objects.create(document=document, agent=agent, role=role, as_printed=as_printed)


def merge(pair, cast, kind=AGENTS, **said):
    return merge_records(kind, *pair, cast["reviewer"], **said)


def test_the_names_of_the_other_and_its_heading_find_the_primary_with_their_kinds(pair, cast):
    merge(pair, cast)
    primary, other = pair
    assert {(row.text, row.kind, row.language) for row in primary.names.all()} == {
        ("Raisi", "variant", ""), ("رئیسی", "official", "fa"), ("the butcher", "pejorative", ""),
        ("Ebrahim Raisie", "variant", "")}
    other.refresh_from_db()
    assert (other.merged_into, other.name, other.names.count()) == (primary, "Ebrahim Raisie", 0)


def test_what_only_the_other_knew_is_kept_and_what_both_knew_stays(pair, cast):
    primary, other = pair
    AgentType.objects.create(agent=other, type="individual")
    AgentType.objects.create(agent=primary, type="individual")
    AgentIdentifier.objects.create(agent=other, scheme="Wikidata", value="Q1")
    AgentCharacterisation.objects.create(agent=other, kind="self", statement="I am.", speaker="R", citation="p. 1")
    merge(pair, cast)
    primary.refresh_from_db()
    assert (primary.country, primary.note) == ("IR", "From the digest.")
    assert [row.type for row in primary.types.all()] == ["individual"]
    assert primary.external_identifiers.get().value == "Q1"
    assert primary.characterisations.get().statement == "I am."


def test_relations_move_and_those_between_the_two_end(pair, cast):
    primary, other = pair
    court = make_agent("The court", kind="body")
    sourced = {"certainty": "certain", "source": "p. 1"}
    AgentRelation.objects.create(agent=other, kind="successor", related=primary, **sourced)
    AgentRelation.objects.create(agent=other, kind="member", related=court, **sourced)
    AgentRelation.objects.create(agent=court, kind="owner", related=other, **sourced)
    merge(pair, cast)
    assert {(row.agent, row.kind, row.related) for row in AgentRelation.objects.all()} == {
        (primary, "member", court), (court, "owner", primary)}
    assert Revision.objects.filter(record_id=court.identifier).count() == 1


@pytest.fixture
def labelled(pair, cast):
    """A draft in which the other stands in every place where a document can name an agent."""
    make_codebook()
    document = make_document(cast["cataloguer"])
    version = give_text(document, "It is safe.")
    target = StanceTarget.objects.create(kind="entity", label="Raisie", agent=pair[1])
    stance = annotate_stance(document, cast["cataloguer"], holder_kind="agent", holder="Raisie", holder_agent=pair[1],
                             target=target, position="favor", evidence=[Quote("It is safe.")])
    Quotation.objects.create(document=document, speaker="Raisie", speaker_agent=pair[1], mode="direct",
                             evidence=stance.evidence)
    contribute(document, pair[1])
    assert version
    return document


def test_every_place_in_which_a_document_names_the_other_names_the_primary(pair, cast, labelled):
    assert merge(pair, cast) == 1
    primary = pair[0]
    stance, quotation = labelled.stances.get(), labelled.quotations.get()
    assert (stance.holder_agent, stance.target.agent, quotation.speaker_agent) == (primary, primary, primary)
    assert labelled.contributions.get().agent == primary
    for reference in references_to(AGENTS):
        if reference.field != "merged_into":
            assert not reference.rows(pair[1]).exists(), reference


def test_each_document_has_one_revision_with_the_reason_and_keeps_its_state(pair, cast, labelled):
    published = make_document(cast["cataloguer"], title="Published")
    contribute(published, pair[1])
    publish(published, cast)
    before = Document.objects.get(pk=published.pk)
    merge(pair, cast, reason="one person")
    after = Document.objects.get(pk=published.pk)
    assert (after.state, after.published_revision_id) == (before.state, before.published_revision_id)
    assert after.version == before.version + 1
    for document in (published, labelled):
        kept = Revision.objects.filter(record_id=document.identifier).order_by("-version")[0]
        assert kept.reason == "one person"
        assert json.loads(kept.snapshot)["contributions"][0]["agent"]["identifier"] == pair[0].identifier


def test_two_contributions_of_one_role_become_one(pair, cast):
    document = make_document(cast["cataloguer"])
    contribute(document, pair[0], as_printed="Raisi")
    contribute(document, pair[1], as_printed="Raisie")
    contribute(document, pair[1], role="creator")
    merge(pair, cast)
    assert {(row.role, row.as_printed) for row in document.contributions.all()} == {
        ("publisher", "Raisi"), ("creator", "Raisi")}


def test_both_records_have_a_revision_and_the_ledger_tells_of_the_merge(pair, cast):
    merge(pair, cast, reason="one person")
    primary, other = pair
    told = [json.loads(event.detail) for event in Event.objects.filter(object_id=other.identifier)]
    assert {"action": "merged", "into": primary.identifier, "documents": 0, "reason": "one person"} in told
    told = [json.loads(event.detail) for event in Event.objects.filter(object_id=primary.identifier)]
    assert {"action": "took in", "merged": other.identifier, "documents": 0, "reason": "one person"} in told
    kept = json.loads(Revision.objects.get(record_id=other.identifier).snapshot)
    assert kept["merged_into"] == primary.identifier
    assert verify_ledger().is_good


def test_whoever_was_merged_into_the_other_is_merged_into_the_primary(pair, cast):
    former = make_agent("E. Raisie", kind="person", merged_into=pair[1])
    merge(pair, cast)
    former.refresh_from_db()
    assert former.merged_into == pair[0]


def test_subjects_merge_with_their_labels_documents_and_narrower_ones(cast):
    water = Subject.objects.create(label="Water")
    primary, other = Subject.objects.create(label="Dams"), Subject.objects.create(label="Barrages", scope_note="Walls.")
    below = Subject.objects.create(label="Weirs", broader=other)
    other.broader = water
    other.save()
    SubjectLabel.objects.create(subject=other, text="سد", language="fa")
    both, one = make_document(cast["cataloguer"]), make_document(cast["cataloguer"])
    both.subjects.set([primary, other])
    one.subjects.set([other])
    assert merge((primary, other), cast, SUBJECTS) == 2
    assert list(both.subjects.all()) == list(one.subjects.all()) == [primary]
    below.refresh_from_db()
    primary.refresh_from_db()
    assert (below.broader, below.version, primary.scope_note) == (primary, 2, "Walls.")
    assert {row.text for row in primary.labels.all()} == {"سد", "Barrages"}


def test_a_place_directly_below_the_other_takes_its_place_in_the_tree(cast):
    iran = Place.objects.create(label="Iran")
    other = Place.objects.create(label="Teheran", broader=iran)
    primary = Place.objects.create(label="Tehran", broader=other)
    document = make_document(cast["cataloguer"])
    DocumentPlace.objects.create(document=document, place=other, as_printed="Teheran")
    merge((primary, other), cast, PLACES)
    primary.refresh_from_db()
    assert primary.broader == iran
    assert document.places.get().as_printed == "Teheran"


def test_a_place_further_below_the_other_is_refused(cast):
    other = Place.objects.create(label="Iran")
    between = Place.objects.create(label="Province", broader=other)
    primary = Place.objects.create(label="Persia", broader=between)
    with pytest.raises(MergeRefused, match="stands below"):
        merge((primary, other), cast, PLACES)
    assert Place.objects.filter(merged_into__isnull=False).count() == 0


def everything():
    return (list(Agent.objects.order_by("pk").values_list("name", "version", "merged_into")),
            AgentName.objects.count(), Revision.objects.count(), Event.objects.count())


def test_what_is_wrong_is_refused_and_nothing_is_changed(pair, cast):
    primary, other = pair
    site = make_agent("raisi.example", kind="website")
    gone = make_agent("Gone", kind="person", merged_into=primary)
    before = everything()
    for one, two, words in ((primary, primary, "with itself"), (primary, gone, "merged already"),
                            (gone, other, "merged already"), (primary, site, "two kinds are rarely one agent")):
        with pytest.raises(MergeRefused, match=words):
            merge((one, two), cast)
        assert everything() == before
    merge((primary, site), cast, is_sure=True)
    assert Agent.objects.get(name="raisi.example").merged_into == primary


@pytest.mark.parametrize("who", ["cataloguer", "outsider"])
def test_only_a_reviewer_merges(pair, cast, who):
    before = everything()
    with pytest.raises(PermissionDenied):
        merge_records(AGENTS, *pair, cast[who])
    assert everything() == before


def test_a_record_that_was_saved_meanwhile_is_not_merged(pair, cast):
    stale = Agent.objects.get(pk=pair[1].pk)
    stale.version = 7
    before = everything()
    with pytest.raises(StaleRecord):
        merge((pair[0], stale), cast)
    assert everything() == before


def test_the_preview_counts_what_will_move_and_what_folds(pair, cast, labelled):
    contribute(labelled, pair[0])
    said = preview_merge(AGENTS, *pair)
    moves = {move.label: (move.count, move.folded) for move in said.moves}
    assert moves["contributions"] == (1, 1)
    assert moves["stances"] == (1, 0)
    assert moves["agent names"] == (3, 1)
    assert (said.documents, said.published, said.refusal, said.question) == (1, 0, "", "")
