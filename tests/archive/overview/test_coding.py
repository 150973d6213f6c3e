"""Labels and agreement on the overview are those that this person may see, and those of the agreement page."""
import pytest

from archive.models import Collection, CollectionGrant
from archive.overview.coding import coding_seen_by
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance
from archive.stance.compared import compared_by_target, labels_seen_by
from archive.stance.rounds import open_round
from tests.archive.stance.texts import make_target, make_written_document, said
from tests.base import make_codebook, make_curator

pytestmark = pytest.mark.django_db


def label(document, coder, position):
    return annotate_stance(document, coder, evidence=[Quote("The wall fell.")], **said(position=position))


@pytest.fixture
def coders(cast):
    return [make_curator(name, "cataloguer") for name in ("anna", "bela", "cora")]


@pytest.fixture
def documents(cast, coders):
    """One that two coders labelled alike, one on which two differ, and one that only the third labelled."""
    make_codebook()
    alike, different, alone = [
        make_written_document(cast["cataloguer"], f"The wall fell. {n} times.") for n in range(3)]
    for document, second in ((alike, "favor"), (different, "against")):
        label(document, coders[0], "favor")
        label(document, coders[1], second)
    label(alone, coders[2], "against")
    return alike, different, alone


def numbers(user):
    found = coding_seen_by(user)
    [target] = found["targets"] or [None]
    agreement = target and (target.agreement.compared, target.agreement.raw, target.agreement.alpha.value)
    return found["labels"], found["coders"], agreement


def test_every_label_counts_and_agreement_is_that_of_the_agreement_page(cast, documents):
    whole = compared_by_target(labels_seen_by(cast["reviewer"]))[make_target().pk].agreement
    assert numbers(cast["reviewer"]) == (5, 3, (2, 0.5, whole.alpha.value))
    assert (whole.compared, whole.raw, whole.units) == (2, 0.5, 3)


def test_a_coder_who_labels_blindly_counts_no_label_of_that_document(cast, coders, documents):
    open_round(documents[1], coders[:2], cast["reviewer"])
    assert numbers(coders[0])[:2] == (3, 3)
    assert numbers(coders[0])[2][:2] == (1, 1.0)
    assert numbers(coders[2])[:2] == (5, 3)


def test_a_person_with_a_grant_counts_the_labels_of_their_collection_alone(cast, coders, documents):
    collection = Collection.objects.create(code="mine", title="Mine")
    for document in documents[1:]:
        document.collection = collection
        document.save(update_fields=["collection"])
    CollectionGrant.objects.create(curator=cast["outsider"], collection=collection, role="cataloguer",
                                   given_by=cast["administrator"])
    assert numbers(cast["outsider"]) == (3, 3, (1, 0.0, 0.0))
    assert numbers(make_curator("without")) == (0, 0, None)
