"""The digest that several tests of the catalog look at."""
import pytest

from tests.base import make_document
from tests.catalog.material import give_file, give_stance, make_public, span

FIRST = "First excerpt: the ministry answers. It says no."
SECOND = "Second excerpt: a baker stands with the strikers."
DIGEST = f"{FIRST} {SECOND}"


@pytest.fixture
def digest(cast):
    """(whole, part), both public; the part is the second excerpt."""
    whole = make_document(cast["cataloguer"], title="Digest")
    version = give_file(whole, text=DIGEST).texts.get()
    make_public(whole, cast)
    part = make_document(cast["cataloguer"], title="The baker", parent=whole, sequence=1, part_text=version,
                         part_start=DIGEST.index(SECOND), part_end=len(DIGEST))
    give_stance(part, cast["cataloguer"], span(version, "a baker stands with the strikers"))
    return whole, make_public(part, cast)
