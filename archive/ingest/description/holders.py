"""What the words for a holder say: which voice it is, and the name in them."""
import re

KINDS = (
    ("signator", "signatories"), ("compiler", "compiler"), ("heading", "headline"), ("headline", "headline"),
    ("narrator", "narrator"), ("author", "narrator"), ("writer", "narrator"),
)


def holder_kind(words):
    """The StanceAnnotation.HolderKind of such words as `page narrator` or `A. Name (quoted)`."""
    folded = words.lower()
    return next((kind for word, kind in KINDS if re.search(rf"\b{word}", folded)), "quoted")


def holder_name(words):
    """The words without the remark in brackets behind them."""
    return re.sub(r"\s*\([^()]*\)\s*$", "", words).strip()
