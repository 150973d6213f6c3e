"""A citation says what is known, in order, and invents nothing."""
import pytest
from django.utils.translation import override

from catalog.metadata.citation import citation_parts

ADDRESS = "https://archive.example/documents/1/"
KNOWN = [
    ({"title": "A strike"}, "“A strike”. Date not stated. Standpoint digital archive. " + ADDRESS),
    ({"title": "A strike", "creators": ["M. Tal"], "publishers": ["Harbour Post"], "issued": "1998-03~"},
     "M. Tal. “A strike”. Harbour Post. About March 1998. Standpoint digital archive. " + ADDRESS),
    ({"title": "“We heard no siren”", "whole": "[Digest of nine excerpts]"},
     "“We heard no siren”. In [Digest of nine excerpts]. Date not stated. Standpoint digital archive. " + ADDRESS),
    ({"title": "A strike", "issued": "1998", "issued_basis": "event"},
     "“A strike”. 1998 [inferred]. Standpoint digital archive. " + ADDRESS),
    ({"title": "A letter", "whole": "Digest 3", "publishers": ["Q"], "creators": ["Q"]},
     "Q. “A letter”. In “Digest 3”. Date not stated. Standpoint digital archive. " + ADDRESS),
]


@pytest.mark.parametrize(("known", "said"), KNOWN)
def test_a_citation_in_plain_text(known, said):
    with override("en-gb"):
        assert ". ".join(citation_parts(**known, address=ADDRESS)) == said
