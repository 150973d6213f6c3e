"""One generated document as rows of the projection, in the shapes that `catalog/projection/` writes."""
import hashlib
import json
from datetime import UTC, datetime, timedelta

FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # as SQLite keeps times
# What a record has besides: nothing of it was drawn.
EMPTY = dict.fromkeys((
    "translated_from", "issued_as_printed", "created", "modified", "valid", "date_copyrighted", "temporal", "rights",
    "license", "rights_holder", "content_notes", "printed_heading", "truncation", "boundary_certainty"), "")
EMPTY |= {name: [] for name in ("alternative", "extent", "medium", "captures", "quotations")}


def add_rows(rows, one):
    """Add the rows of one document to {table: [rows]}."""
    identifier, published = one["identifier"], str(FIRST_DAY + timedelta(seconds=40 * one["number"] + one["random"]))
    given = [*((agent, "creator") for agent in one["creators"]), *((agent, "publisher") for agent in one["publishers"])]
    uses = [*one["subjects"], *one["places"], *(row["target"] for row in one["stances"])]
    found = {
        "publisheddocument": [_document(one, published)],
        "publishedcontribution": [
            (identifier, agent["identifier"], role, agent["name"], "printed", "certain", place)
            for place, (agent, role) in enumerate(given, start=1)],
        "publishedmention": [(identifier, agent) for agent in sorted({agent["identifier"] for agent, _role in given})],
        "publisheduse": [(identifier, heading) for heading in sorted({use["identifier"] for use in uses})],
        "publishedstance": [_stance(identifier, row) for row in one["stances"]],
        "publishedrelation": [(identifier, "references", one["related"], "")] if one["related"] else [],
        "change": [(identifier, False, published)],
        **(_files(one) if one["has_file"] and not one["parent"] else {}),
    }
    for table, new in found.items():
        rows.setdefault(table, []).extend(new)


def _document(one, published):
    parent, genre = one["parent"], one["genre"]
    text = parent["text"] if parent else one["text"]
    return (
        one["identifier"], parent["identifier"] if parent else None, one.get("sequence"), one["title"], one["type"],
        genre, genre.replace("-", " "), "", f'["{one["language"]}"]', one["issued"], one["earliest"], one["latest"],
        "printed" if one["issued"] else "", one["description"],
        one["collection"]["identifier"] if one["collection"] else None, json.dumps(_record(one, published)),
        json.dumps(_line(one)), one["text"], hashlib.sha256(text.encode()).hexdigest(),
        one.get("start"), one.get("end"), 2, published,
    )


def _record(one, published):
    timeline = [("ingestion", "curator"), ("metadata modification", "curator"), ("publication", "reviewer")]
    return {
        **EMPTY,
        "subjects": [{"identifier": row["identifier"], "label": row["label"]} for row in one["subjects"]],
        "places": [{"identifier": row["identifier"], "label": row["label"], "as_printed": row["label"], "note": ""}
                   for row in one["places"]],
        "timeline": [{"type": kind, "at": f"{published}+00:00", "outcome": "success",
                      "agent": {"kind": agent, "name": ""}, **({"version": 2} if "modification" in kind else {})}
                     for kind, agent in timeline],
        "versions": [{"version": 2, "published_at": f"{published}+00:00", "change": []}],
        "stances": one["stances"],
        "claims": [_claim(one)] if one["stances"] and one["random"] < 0.3 else [],
    }


def _claim(one):
    return {"identifier": one["identifier"], "value": str(int(one["random"] * 10_000)), "comparator": "at-least",
            "unit": "persons", "subject": "persons present", "claimant": "the police",
            "evidence": one["stances"][0]["evidence"][0]}


def _line(one):
    """What a line of a list shows (PublishedDocument.line)."""
    positions = {}
    for row in one["stances"]:
        key = (row["target"]["identifier"], row["holder"], row["position"])
        position = positions.setdefault(key, {
            "target": key[0], "target_label": row["target"]["label"], "holder": key[1], "position": key[2],
            "spans": 0})
        position["spans"] += len(row["evidence"])
    parent = one["parent"]
    return {
        "publishers": [_agent(agent) for agent in one["publishers"]],
        "creators": [_agent(agent) for agent in one["creators"]],
        "positions": list(positions.values()),
        "thumbnail": {"sha256": one["digest"][::-1], "width": 480, "height": 334} if _is_pictured(one) else None,
        "parent": {"identifier": parent["identifier"], "title": parent["title"],
                   "language": parent["language"]} if parent else None,
    }


def _agent(agent):
    return {"identifier": agent["identifier"], "name": agent["name"], "types": agent["types"]}


def _is_pictured(one):
    return one["has_file"] and not one["parent"] and one["random"] < 0.4


def _stance(identifier, row):
    target = row["target"]
    return (row["identifier"], identifier, target["identifier"], target["label"], "", row["holder"],
            row["holder_agent"], row["position"], row["coder"], row["status"])


def _files(one):
    identifier, digest = one["identifier"], one["digest"]
    pictures = [(identifier, digest[::-1], digest, 20_000, "image/webp", 480, 334, 1)] if _is_pictured(one) else []
    return {"publishedfile": [(identifier, digest, len(one["text"]), "application/pdf", "paper.pdf", 1)],
            "publishedthumbnail": pictures}
