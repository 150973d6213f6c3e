"""How alike several coders read one voice: counts, pairs, and the passages that they share.

Alpha is told on the page of the target, where there are enough labels for it.
"""
from collections import Counter

from archive.stance.agreement import raw_agreement
from catalog.spoken import gettext as _
from catalog.spoken import ngettext, pgettext


def with_agreement(groups):
    """The groups of `by_target`, each holder with its `agreement` in words and each group with `is_compared`.

    What only one coder read says nothing about agreement, and stays empty. Each passage gets
    `same_as`: the label of this voice that showed it before, or None.
    """
    for group in groups:
        for holder in group["holders"]:
            holder["agreement"] = agreement_of_voice(holder["labels"])
            mark_repeated(holder["labels"])
        group["is_compared"] = any(holder["agreement"] for holder in group["holders"])
    return groups


def agreement_of_voice(labels):
    """“3 coders, who differ: 2 in favour, 1 against; 1 of 3 pairs of labels is the same”, or "" of one coder."""
    given = {label["coder"]: label for label in labels}
    if len(given) < 2:
        return ""
    counts = Counter(label["position_word"] for label in given.values())
    said = pgettext("between words of a list", ", ").join(
        _("%(n)s %(position)s") % {"n": n, "position": word} for word, n in counts.most_common())
    if len(counts) == 1:
        return _("%(n)s coders, who agree: %(labels)s") % {"n": len(given), "labels": said}
    words = _("%(n)s coders, who differ: %(labels)s") % {"n": len(given), "labels": said}
    return words if len(given) == 2 else _("%(words)s; %(pairs)s") % {"words": words, "pairs": _pairs(given)}


def mark_repeated(labels):
    """Let a passage that several coders chose be printed once."""
    seen = {}
    for label in labels:
        for passage in label["evidence"]:
            first = seen.setdefault((passage["start"], passage["end"], passage["exact"]), label)
            passage["same_as"] = None if first is label else first


def _pairs(given):
    pairs = len(given) * (len(given) - 1) // 2
    agreeing = round(raw_agreement({"": {coder: label["position"] for coder, label in given.items()}}) * pairs)
    return ngettext("%(n)s of %(pairs)s pairs of labels is the same", "%(n)s of %(pairs)s pairs of labels are the same",
                    agreeing) % {"n": agreeing, "pairs": pairs}
