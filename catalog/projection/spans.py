"""A document's own words, and each passage in its context.

A part sees its own range of the whole's text and nothing beyond: its passages
never quote a neighbour, which may be under embargo.
"""
import re
from collections import Counter
from dataclasses import dataclass

from archive.models import TextVersion

CONTEXT = 160  # code points on each side of a passage, at most
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True)
class OwnText:
    """The document's words: `whole` is the text version, start..end its range (code points).

    `sha256` names the text version; all is empty when there is no text.
    """

    sha256: str = ""
    whole: str = ""
    start: int = 0
    end: int = 0

    @property
    def text(self):
        return self.whole[self.start:self.end]


class Texts:
    """The text versions that one revision refers to, each read once."""

    def __init__(self, snapshot):
        self.snapshot = snapshot
        self.own = self._own()

    def read(self, sha256):
        """The text version with this SHA-256, or the empty text."""
        if sha256 == self.own.sha256:
            return self.own.whole
        return _read(sha256)

    def passage(self, span):
        """What readers see of an evidence span, as a dict; None if it lies outside the document.

        `start` and `end` count in the document's own text; they are None when the
        passage stands in another reading of the file than the one that is shown.
        """
        is_own = span["text"] == self.own.sha256
        low, high = (self.own.start, self.own.end) if is_own else (0, None)
        if not is_own and self.snapshot["parent"] is not None:
            return {"before": "", "exact": span["exact"], "after": "", "start": None, "end": None}
        text = self.read(span["text"])
        high = len(text) if high is None else high
        start, end = max(span["start"], low), min(span["end"], high)
        if start >= end:
            return None
        return {
            "before": _opening(text[max(low, start - CONTEXT):start], start - CONTEXT > low),
            "exact": text[start:end],
            "after": _ending(text[end:min(high, end + CONTEXT)], end + CONTEXT < high),
            "start": start - low if is_own else None, "end": end - low if is_own else None,
        }

    def _own(self):
        snapshot = self.snapshot
        sha256 = shown_text(snapshot)
        whole = _read(sha256)
        if snapshot["parent"] is not None:
            return OwnText(sha256, whole, snapshot["part_start"], snapshot["part_end"]) if sha256 else OwnText()
        return OwnText(sha256, whole, 0, len(whole)) if whole else OwnText()


def _read(sha256):
    texts = TextVersion.objects.filter(sha256=sha256).order_by("pk").values_list("text", flat=True)
    return next(iter(texts[:1]), "") if sha256 else ""


def shown_text(snapshot):
    """SHA-256 of the text version that readers see, or "".

    For a part that of its whole, if the part has a place in it. Else the text in which most evidence
    stands, or the whole text of the first file that has one.
    """
    if snapshot["parent"] is not None:
        return (snapshot["part_text"] or "") if snapshot["part_start"] is not None else ""
    texts = [text for file in snapshot["files"] for text in sorted(file["texts"], key=_raw_first)]
    used = Counter(span["text"] for span in spans_of(snapshot))
    texts.sort(key=lambda text: -used[text["sha256"]])
    return texts[0]["sha256"] if texts else ""


def _raw_first(text):
    return text["kind"] != "raw"


def spans_of(snapshot):
    """Every evidence span of a revision."""
    for stance in snapshot["stances"]:
        yield from stance["evidence"]
    for row in (*snapshot["claims"], *snapshot["quotations"]):
        yield row["evidence"]


def _opening(text, is_cut):
    """What stands before a passage in its paragraph, from a whole word on; an ellipsis says what is left out."""
    paragraphs = BLANK_LINE.split(text)
    if len(paragraphs) > 1:
        return paragraphs[-1]
    if not is_cut:
        return text
    return "…" + (text[text.find(" ") + 1:] if " " in text else text)


def _ending(text, is_cut):
    """What stands after a passage in its paragraph."""
    paragraphs = BLANK_LINE.split(text)
    if len(paragraphs) > 1:
        return paragraphs[0]
    if not is_cut:
        return text
    return (text[:text.rfind(" ")] if " " in text else text) + "…"
