"""Documents with a text, for tests of what is anchored in it."""
import hashlib

from archive.models import Holding, Original, StanceTarget, TextVersion
from tests.base import make_document


def keep_text(text):
    """A TextVersion of `text`, with an original of the same bytes."""
    data = text.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(data).hexdigest()
    original = Original.objects.create(sha256=digest, size=len(data), media_type="text/plain", encoding="utf-8")
    return TextVersion.objects.create(
        original=original, kind="raw", text=text, sha256=digest, length=len(text), tool="tests"
    )


def make_written_document(by, text, **fields):
    """A draft that holds a file with this text."""
    version = keep_text(text)
    document = make_document(by, **fields)
    Holding.objects.create(document=document, original=version.original, filename="text.txt")
    return document


def make_target(label="the wall", kind="entity"):
    return StanceTarget.objects.get_or_create(label=label, defaults={"kind": kind})[0]


def said(**fields):
    """The fields of a complete stance label, without its evidence; `fields` replaces some."""
    return {"holder_kind": "narrator", "holder": "narrator", "target": make_target(), "position": "favor", **fields}
