"""What readers see of labels, claims and quotations: chosen field by field.

Coders appear by pseudonym. Superseded labels, and notes for curators, stay in
the archive.
"""

STANCE_FIELDS = ("identifier", "holder_kind", "holder", "position", "neither_reason", "explicitness",
                 "confidence", "rationale", "status", "coder", "codebook")
CLAIM_FIELDS = ("identifier", "value", "comparator", "unit", "subject", "claimant")
QUOTATION_FIELDS = ("identifier", "speaker", "mode", "variant_group")


def current_stances(snapshot):
    """The labels of a revision that were not superseded, as the revision has them."""
    return [row for row in snapshot["stances"] if row["status"] != "superseded"]


def public_stances(snapshot, texts, headings):
    """Every current label as readers see it, as dicts; `headings` are the targets' rows by identifier."""
    return [_stance(row, headings.get(row["target"]["identifier"]), texts) for row in current_stances(snapshot)]


def public_claims(snapshot, texts):
    """Every claimed figure of a revision, as dicts."""
    return [
        {**_chosen(row, CLAIM_FIELDS), "evidence": texts.passage(row["evidence"])}
        for row in snapshot["claims"]
    ]


def public_quotations(snapshot, texts):
    """Every quotation of a revision, as dicts."""
    return [
        {**_chosen(row, QUOTATION_FIELDS), "speaker_agent": _identifier(row["speaker_agent"]),
         "evidence": texts.passage(row["evidence"])}
        for row in snapshot["quotations"]
    ]


def _stance(row, target, texts):
    passages = [texts.passage(span) for span in row["evidence"]]
    return {
        **_chosen(row, STANCE_FIELDS),
        "holder_agent": _identifier(row["holder_agent"]),
        "target": {
            "identifier": row["target"]["identifier"],
            "label": target.label if target else row["target"]["label"],
            "kind": row["target"]["kind"],
            "agent": target.record["agent"] if target else "",
        },
        "evidence": [passage for passage in passages if passage is not None],
    }


def _chosen(row, fields):
    return {name: row[name] for name in fields}


def _identifier(agent):
    return agent["identifier"] if agent else ""
