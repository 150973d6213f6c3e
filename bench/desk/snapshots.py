"""The first revision of a generated document, as `archive/provenance/snapshot.py` writes it, without asking for it."""
from archive.provenance.snapshot import ACCESS_FIELDS, DUBLIN_CORE_FIELDS, PART_FIELDS, PRIVATE_FIELDS

NUMBERS = ("sequence", "part_start", "part_end")
LISTS = ("alternative", "extent", "medium")
NOTHING = {
    **dict.fromkeys(DUBLIN_CORE_FIELDS + PART_FIELDS + ACCESS_FIELDS + PRIVATE_FIELDS, ""),
    **dict.fromkeys(NUMBERS), **{name: [] for name in LISTS},
    **dict.fromkeys(("parent", "part_text", "embargo_until")),
    **{name: [] for name in ("relations", "captures", "claims", "quotations", "stances")},
}


def snapshot_of(one):
    """What `snapshot_document` says of it."""
    return {
        **NOTHING, "identifier": one["identifier"], "title": one["title"], "type": "Text", "language": ["en"],
        "issued": one["issued"], "issued_basis": "printed", "genre": one["genre"][1],
        "collection": one["collection"].identifier, "proposed_access": "public", "persons_at_risk": "no",
        "subjects": [_named(subject) for subject in sorted(one["subjects"], key=lambda row: row.name)],
        "contributions": [
            {"agent": _named(agent), "role": role, "as_printed": agent.name, "basis": "printed",
             "certainty": "certain", "sequence": place}
            for place, (agent, role) in enumerate(zip(one["agents"], ("creator", "publisher"), strict=True), start=1)],
        "places": [{"place": _named(one["place"]), "as_printed": one["place"].name, "note": ""}],
        "files": [_file(one)], "stances": [_stance(one)] if one["is_labelled"] else [],
    }


def _named(record):
    return {"identifier": record.identifier, "label": record.name}


def _file(one):
    size = len(one["text"])
    return {"sha256": one["digest"], "size": size, "media_type": "text/plain", "encoding": "utf-8",
            "filename": "paper.txt", "sequence": 1, "derivatives": [],
            "texts": [{"sha256": one["text_digest"], "kind": "raw", "length": size, "tool": "bench"}]}


def _stance(one):
    start = one["text"].index(one["exact"])
    return {
        "identifier": one["label"], "holder_kind": "narrator", "holder": "narrator", "position": "favor",
        "neither_reason": "", "explicitness": "", "confidence": "", "rationale": "", "status": "proposed",
        "holder_agent": None, "target": {**_named(one["target"]), "kind": "proposition"},
        "coder": one["maker"].pseudonym, "codebook": "1.0", "supersedes": None,
        "evidence": [{"text": one["text_digest"], "start": start, "end": start + len(one["exact"]),
                      "exact": one["exact"], "prefix": "", "suffix": ""}],
    }
