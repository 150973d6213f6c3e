"""Claimed figures side by side, by what is counted. Nothing is summed or averaged."""
from archive.models import Claim
from catalog.words import label_of


def by_subject(claims):
    """[{"subject", "claims": [...]}] in the order of the revision, each claim with its comparator in words."""
    subjects = {}
    for claim in claims:
        key = " ".join(claim["subject"].casefold().split())
        group = subjects.setdefault(key, {"subject": claim["subject"], "claims": []})
        group["claims"].append({**claim, "comparator_word": label_of(Claim.Comparator, claim["comparator"])})
    return list(subjects.values())
