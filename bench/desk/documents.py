"""Generated documents of the archive: 85 % published, 8 % drafts, 4 % in review, 3 % withdrawn.

Primary keys are given, so that rows refer to each other without being asked for: a document, its
file, its text and its revision have the same one.
"""
import hashlib
import json
from datetime import datetime, timedelta
from random import Random

from archive.models import (
    BatchItem,
    Comment,
    Contribution,
    Document,
    DocumentPlace,
    EvidenceSpan,
    Holding,
    Original,
    Revision,
    StanceAnnotation,
    TextVersion,
)
from archive.provenance.canonical import canonical_json, sha256_of
from bench.desk.authorities import BATCH_SIZE, Authorities, identifier_from
from bench.desk.columns import row
from bench.desk.snapshots import snapshot_of

CHUNK = 1000  # documents written at once
FIRST_DAY = datetime(2024, 3, 1)
PUBLISHED, DRAFT, IN_REVIEW = 85, 93, 97  # of a hundred: where each state ends, the rest is withdrawn


class Documents:
    """`n` documents; the same seed gives the same."""

    def __init__(self, n, people, seed=3):
        self.n, self.seed, self.people = n, seed, people
        self.authorities = Authorities(n, people, seed)

    def chunks(self):
        """({model: [rows]}, [the documents]) of CHUNK documents each, in order."""
        for first in range(1, self.n + 1, CHUNK):
            rng = Random(f"{self.seed} {first}")
            ones = [self._one(key, rng) for key in range(first, min(first + CHUNK, self.n + 1))]
            yield _rows(ones), ones

    def _one(self, key, rng):
        """What is drawn for one document."""
        every, words = self.authorities, self.authorities.words
        text, exact = _text(key, rng, words)
        maker = self.people[key % len(self.people)]
        at = FIRST_DAY + timedelta(seconds=300 * key)
        one = {
            "key": key, "identifier": identifier_from(rng), "at": str(at), "text": text, "exact": exact,
            "title": " ".join(rng.choices(words, k=6)).capitalize(), "maker": maker,
            "other": self.people[(key + 1) % len(self.people)], "state": _state(key),
            "genre": rng.choice(every.genres), "issued": str((FIRST_DAY - timedelta(days=rng.randrange(5000))).date()),
            "agents": rng.sample(every.agents, 2), "subjects": rng.sample(every.subjects, rng.randrange(4)),
            "place": rng.choice(every.places), "collection": rng.choice(every.collections),
            "batch": every.batches[key // BATCH_SIZE], "target": rng.choice(every.targets),
            "digest": hashlib.sha256(f"original {key}".encode()).hexdigest(), "text_digest": sha256_of(text),
            "is_labelled": rng.random() < 0.1, "label": identifier_from(rng), "is_discussed": rng.random() < 0.02,
            "comment": identifier_from(rng), "is_assigned": rng.random() < 0.05, "is_returned": rng.random() < 0.1,
        }
        return {**one, "snapshot": canonical_json(snapshot_of(one))}


def _state(key):
    place = key % 100
    return next((state for state, end in (("published", PUBLISHED), ("draft", DRAFT), ("in_review", IN_REVIEW))
                 if place < end), "withdrawn")


def _text(key, rng, words):
    """(a short text, the passage of it that no other place of it repeats)."""
    exact = f"number {key} says so"
    before, after = (" ".join(rng.choices(words, k=30)).capitalize() for _turn in range(2))
    return f"{before}.\n\nThe paper {exact}. {after}.\n", exact


def _rows(ones):
    """{model: [rows]} in the order in which they refer to each other."""
    labelled = [one for one in ones if one["is_labelled"]]
    return {
        Original: [row(Original, id=one["key"], sha256=one["digest"], size=len(one["text"]), media_type="text/plain",
                       encoding="utf-8", stored_at=one["at"]) for one in ones],
        TextVersion: [row(TextVersion, id=one["key"], original_id=one["key"], kind="raw", text=one["text"],
                          sha256=one["text_digest"], length=len(one["text"]), tool="bench", created_at=one["at"])
                      for one in ones],
        Revision: [row(Revision, id=one["key"], record_type="document", record_id=one["identifier"], version=1,
                       snapshot=one["snapshot"], sha256=sha256_of(one["snapshot"]), made_by_id=one["maker"].pk,
                       made_at=one["at"], reason="ingested") for one in ones],
        Document: [_document(one) for one in ones],
        Document.subjects.through: [
            {"id": one["key"] * 10 + place, "document_id": one["key"], "subject_id": subject.key}
            for one in ones for place, subject in enumerate(one["subjects"])],
        DocumentPlace: [row(DocumentPlace, id=one["key"], document_id=one["key"], place_id=one["place"].key,
                            as_printed=one["place"].name) for one in ones],
        Contribution: [contribution for one in ones for contribution in _contributions(one)],
        Holding: [row(Holding, id=one["key"], document_id=one["key"], original_id=one["key"], filename="paper.txt")
                  for one in ones],
        EvidenceSpan: [row(EvidenceSpan, id=one["key"], text_version_id=one["key"], exact=one["exact"],
                           **place_of(one)) for one in labelled],
        StanceAnnotation: [_label(one) for one in labelled],
        Comment: [row(Comment, id=one["key"], identifier=one["comment"], document_id=one["key"], text="Is it so?",
                      made_by_id=one["other"].pk, made_at=one["at"]) for one in ones if one["is_discussed"]],
        BatchItem: [row(BatchItem, id=one["key"], batch_id=one["batch"].key, name=f"paper-{one['key']}.txt",
                        outcome="created", sha256=one["digest"], document_id=one["key"]) for one in ones],
    }


def place_of(one):
    """{"start", "end"} of the passage, in code points."""
    start = one["text"].index(one["exact"])
    return {"start": start, "end": start + len(one["exact"])}


def _document(one):
    return row(
        Document, id=one["key"], identifier=one["identifier"], title=one["title"], genre_id=one["genre"][0],
        language=json.dumps(["en"]), issued=one["issued"], issued_earliest=one["issued"],
        issued_latest=one["issued"], issued_basis="printed", description="", collection_id=one["collection"].key,
        persons_at_risk="no", state=one["state"], created_at=one["at"], **_standing(one))


def _standing(one):
    """The columns that the workflow sets."""
    submitted, decided = {"submitted_by_id": one["maker"].pk}, {
        "published_by_id": one["other"].pk, "published_at": one["at"], "published_revision_id": one["key"],
        "access_level": "public"}
    if one["state"] == "draft":
        comment = {**submitted, "review_comment": "See the date."} if one["is_returned"] else {}
        return {**comment, "assigned_to_id": one["other"].pk if one["is_assigned"] else None}
    if one["state"] == "withdrawn":
        return {**submitted, **decided, "withdrawn_at": one["at"], "withdrawal_reason": "rights"}
    return {**submitted, **(decided if one["state"] == "published" else {})}


def _contributions(one):
    for place, (agent, role) in enumerate(zip(one["agents"], ("creator", "publisher"), strict=True), start=1):
        yield row(Contribution, id=one["key"] * 10 + place, document_id=one["key"], agent_id=agent.key, role=role,
                  as_printed=agent.name, sequence=place)


def _label(one):
    return row(
        StanceAnnotation, id=one["key"], identifier=one["label"], document_id=one["key"], holder_kind="narrator",
        holder="narrator", target_id=one["target"].key, position="favor", evidence_id=one["key"],
        coder_id=one["maker"].pk, codebook_id=1, created_at=one["at"])
