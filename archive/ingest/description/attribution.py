"""How a cell names a creator or publisher: `Name`, `[Name]` inferred, `[Name?]` uncertain."""
import re
from dataclasses import dataclass

from archive.models import Contribution

NOBODY = re.compile(r"\[[^\]]*(?:not stated|unknown)\]", re.IGNORECASE)


@dataclass(frozen=True)
class Attribution:
    """One name with how we know it; `as_printed` is empty for a name that is not printed."""

    name: str
    as_printed: str
    basis: str
    certainty: str


def read_attributions(row, column):
    """The Attributions of a list cell, in order; `[not stated]` gives none."""
    return [_read(text) for text in row.values(column) if not NOBODY.fullmatch(text)]


def _read(text):
    if not (text.startswith("[") and text.endswith("]")):
        return Attribution(text, text, Contribution.Basis.PRINTED, Contribution.Certainty.CERTAIN)
    name = text[1:-1].strip()
    is_uncertain = name.endswith("?")
    certainty = Contribution.Certainty.UNCERTAIN if is_uncertain else Contribution.Certainty.CERTAIN
    return Attribution(name.rstrip("? "), "", Contribution.Basis.INFERRED, certainty)
