"""Adjudication accepts one reading and keeps the dissents; agreement equals an independent count of the same labels."""
from itertools import combinations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from archive.models import Revision, StanceAnnotation
from archive.provenance.revise import StaleRecord
from archive.stance.adjudicate import Decision, adjudicate
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance
from archive.stance.compared import compared_by_target, labels_seen_by
from archive.stance.rounds import open_round
from tests.archive.stance.texts import make_target, make_written_document, said
from tests.base import make_codebook, make_curator

pytestmark = pytest.mark.django_db

QUOTE = Quote("The wall fell.")


@pytest.fixture
def coders(cast):
    return [make_curator(name, "cataloguer") for name in ("anna", "bela", "cora")]


@pytest.fixture
def document(cast):
    make_codebook()
    return make_written_document(cast["cataloguer"], "The wall fell. It rained.")


@pytest.fixture
def labels(coders, document):
    """Two for, one against."""
    return tuple(annotate_stance(document, coder, evidence=[QUOTE], **said(position=position))
                 for coder, position in zip(coders, ("favor", "favor", "against"), strict=True))


def statuses():
    return list(StanceAnnotation.objects.order_by("pk").values_list("status", flat=True))


def test_the_accepted_reading_and_who_shares_it_are_accepted_and_the_dissent_is_kept(cast, document, labels):
    before = document.version
    assert adjudicate(document, [Decision(labels, labels[0])], cast["reviewer"]) == (2, 1)
    assert statuses() == ["accepted", "accepted", "contested"]
    assert document.version == before + 1
    assert Revision.objects.filter(record_id=document.identifier).latest("version").reason == "labels adjudicated"


def test_all_are_kept_contested_with_a_note_that_stands_in_the_history(cast, document, labels):
    with pytest.raises(ValidationError, match="note"):
        adjudicate(document, [Decision(labels, None)], cast["reviewer"])
    adjudicate(document, [Decision(labels, None, "Both readings are fair.")], cast["reviewer"])
    assert statuses() == ["contested"] * 3
    assert "Both readings are fair." in Revision.objects.filter(record_id=document.identifier).latest("version").reason


def test_nobody_decides_where_one_label_is_their_own(cast, document, labels):
    own = annotate_stance(document, cast["reviewer"], evidence=[QUOTE], **said())
    with pytest.raises(PermissionDenied, match="their own"):
        adjudicate(document, [Decision((*labels, own), labels[0])], cast["reviewer"])
    with pytest.raises(PermissionDenied):
        adjudicate(document, [Decision(labels, labels[0])], cast["cataloguer"])
    assert set(statuses()) == {"proposed"}


def test_a_decision_about_what_was_changed_since_is_refused_whole(cast, coders, document, labels):
    seen = type(document).objects.get(pk=document.pk)
    annotate_stance(document, coders[0], evidence=[QUOTE], **said(target=make_target("the rain")))
    with pytest.raises(StaleRecord):
        adjudicate(seen, [Decision(labels, labels[0])], cast["reviewer"])
    assert set(statuses()) == {"proposed"}


def test_an_accepted_label_is_one_of_the_voice(cast, document, labels):
    with pytest.raises(ValidationError, match="none of this voice"):
        adjudicate(document, [Decision(labels[:2], labels[2])], cast["reviewer"])
    with pytest.raises(ValidationError, match="at least one"):
        adjudicate(document, [], cast["reviewer"])


def test_a_reviewer_who_labels_blindly_sees_nothing_to_decide(cast, coders, document, labels):
    open_round(document, [coders[0], cast["reviewer"]], cast["administrator"])
    with pytest.raises(PermissionDenied, match="submit yours first"):
        adjudicate(document, [Decision(labels, labels[0])], cast["reviewer"])


def pairwise_alpha(units):
    """Nominal alpha from its definition over pairs of values, written without the coincidence matrix."""
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    observed = sum(2 * sum(a != b for a, b in combinations(unit, 2)) / (len(unit) - 1) for unit in units) / len(values)
    expected = 2 * sum(a != b for a, b in combinations(values, 2)) / (len(values) * (len(values) - 1))
    return 1 - observed / expected


def test_agreement_over_documents_equals_its_definition(cast, coders, document, labels):
    other = make_written_document(cast["cataloguer"], "The wall fell. Again.")
    for coder in coders[:2]:
        annotate_stance(other, coder, evidence=[QUOTE], **said(position="against"))
    alone = make_written_document(cast["cataloguer"], "The wall fell. Once more.")
    annotate_stance(alone, coders[0], evidence=[QUOTE], **said())
    compared = compared_by_target(labels_seen_by(cast["reviewer"]))[make_target().pk]
    agreement = compared.agreement
    assert agreement.counts == {"favor": 3, "against": 3}
    assert (agreement.coders, agreement.units, agreement.compared, compared.documents) == (3, 3, 2, 2)
    assert agreement.raw == pytest.approx(2 / 4)
    assert agreement.alpha.value == pytest.approx(pairwise_alpha([["favor", "favor", "against"], ["against"] * 2]))
    assert sum(sum(row.values()) for row in compared.confusion.values()) == 4
    assert compared.confusion["favor"]["against"] == 2


def test_headline_and_narrator_of_one_document_are_two_voices(cast, coders, document, labels):
    annotate_stance(document, coders[0], evidence=[QUOTE], **said(holder_kind="headline", holder="headline"))
    assert compared_by_target(labels_seen_by(cast["reviewer"]))[make_target().pk].agreement.units == 2


def test_what_a_round_hides_is_not_counted_for_that_person(cast, coders, document, labels):
    open_round(document, coders[:2], cast["reviewer"])
    assert compared_by_target(labels_seen_by(coders[0])) == {}
    assert make_target().pk in compared_by_target(labels_seen_by(coders[2]))


def test_agreement_is_narrowed_to_two_coders_and_a_version(cast, coders, document, labels):
    two = labels_seen_by(cast["reviewer"], "1.0", [coders[0].pk, coders[2].pk])
    assert compared_by_target(two)[make_target().pk].agreement.raw == 0
    assert not labels_seen_by(cast["reviewer"], "9.9").exists()
