"""What is said about one generated document: who, about what, when, with which labels."""
from calendar import monthrange

from bench.search.authorities import new_identifier
from bench.search.words import Drawn, zipf

GENRES = zipf(("news-report", "press-release", "statement", "commentary", "letter", "report", "transcript",
               "minutes", "op-ed", "poster", "event-report", "judgment"), places=2**12)
TYPES = Drawn(("Text", "StillImage", "Sound", "MovingImage"), (80, 12, 5, 3), 2**10)
YEARS = Drawn(tuple(range(1960, 2026)), tuple(range(1, 67)), 2**12)
POSITIONS = Drawn(("favor", "against", "neither"), (45, 40, 15), 2**10)
LABELS = (0, 0, 1, 1, 2, 3)
CONTEXT, PASSAGE = 120, 90  # characters
LAST_DAYS = {(year, month): monthrange(year, month)[1] for year in range(1960, 2026) for month in range(1, 13)}


def described(one, authorities, rng):
    """Fill in everything besides identifier, language, parent and words."""
    drawn = authorities.drawn
    one["publishers"] = _distinct(drawn["publishers"], rng, (0, *(1,) * 18, 2))
    one["creators"] = _distinct(drawn["persons"], rng, (0, 1))
    one["subjects"] = _distinct(drawn["subjects"], rng, (1, 2, 2, 3))
    one["places"] = _distinct(drawn["places"], rng, (0, 1, 1, 2))
    parent = one["parent"]
    one["collection"] = parent["collection"] if parent else (
        drawn["collections"].one(rng) if rng.random() < 0.8 else None)
    one["type"] = "Text" if parent else TYPES.one(rng)
    one["genre"] = "" if rng.random() < 0.05 else GENRES.one(rng)
    one["issued"], one["earliest"], one["latest"] = issued(rng)
    one["has_file"] = not parent and rng.random() < 0.55
    heading = one["publishers"][0]["name"] if one["publishers"] else ""
    one["text"] = f"{heading}\n\n{one['body']}".strip()
    one["stances"] = _stances(one, drawn["targets"], rng) if one["body"] else []
    one["facets"] = _facets(one)
    one["digest"], one["random"] = f"{rng.getrandbits(256):064x}", rng.random()


def _distinct(drawn, rng, counts):
    """As many values as one of `counts` says, none of them twice."""
    found = {}
    for _ in range(counts[int(rng.random() * len(counts))]):
        value = drawn.one(rng)
        found[value["identifier"]] = value
    return list(found.values())


def issued(rng):
    """(EDTF, earliest day, latest day): a day, a month, a year, or nothing."""
    year, month, kind = YEARS.one(rng), 1 + int(rng.random() * 12), rng.random()
    if kind < 0.8:
        day = f"{year}-{month:02}-{1 + int(rng.random() * 28):02}"
        return day, day, day
    if kind < 0.9:
        return f"{year}-{month:02}", f"{year}-{month:02}-01", f"{year}-{month:02}-{LAST_DAYS[year, month]}"
    if kind < 0.95:
        return f"{year}", f"{year}-01-01", f"{year}-12-31"
    return "", None, None


def _stances(one, targets, rng):
    """Up to three labels in the shape of the record; a third one is a second coder's on the first target."""
    labels = []
    publisher = one["publishers"][0]["identifier"] if one["publishers"] else ""
    for number in range(rng.choice(LABELS)):
        target = labels[0]["target"] if number == 2 else _as_target(targets.one(rng))
        position = POSITIONS.one(rng)
        labels.append({
            "identifier": new_identifier(rng), "holder_kind": "narrator", "holder": "narrator",
            "position": position, "neither_reason": "mixed" if position == "neither" else "",
            "explicitness": "explicit", "confidence": "high", "rationale": "", "status": "accepted",
            "coder": "Coder B" if number == 2 else "Coder A", "codebook": "1.0", "holder_agent": publisher,
            "target": target, "evidence": [_passage(one["text"], rng)],
        })
    return labels


def _as_target(heading):
    return {"identifier": heading["identifier"], "label": heading["label"], "kind": "proposition", "agent": ""}


def _passage(text, rng):
    start = text.find(" ", int(rng.random() * (len(text) - 3 * PASSAGE))) + 1
    end = text.find(" ", start + PASSAGE)
    return {"before": text[max(0, start - CONTEXT):start], "exact": text[start:end],
            "after": text[end:end + CONTEXT], "start": start, "end": end}


def _facets(one):
    """{facet: set of values}, as catalog/search/facet.py names them."""
    publishers = one["publishers"]
    return {
        "publisher": {agent["identifier"] for agent in publishers} or {"none"},
        "publisher_type": {code for agent in publishers for code in agent["types"]} or {"none"},
        "stance": {f"{row['target']['identifier']}:{row['position']}" for row in one["stances"]} or {"none"},
        "subject": {heading["identifier"] for heading in one["subjects"]},
        "place": {heading["identifier"] for heading in one["places"]},
        "type": {one["type"]}, "genre": {one["genre"] or "none"}, "language": {one["language"]},
        "collection": {one["collection"]["identifier"] if one["collection"] else "none"},
        "year": {one["earliest"][:4] if one["earliest"] else "none"},
    }
