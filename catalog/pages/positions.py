"""Labels as a reader compares them: by target, then by holder, coders side by side."""
from django.utils.translation import gettext_lazy as _

from archive.models import StanceAnnotation as Stance
from catalog.words import label_of

# A shape beside each word, so that colour is never needed; none of them means good or bad.
SHAPES = {"favor": "●", "against": "■", "neither": "◇"}
STATUS = {
    "proposed": _("proposed, not yet reviewed"),
    "accepted": _("accepted after review"),
    "contested": _("contested among coders"),
}


def by_target(stances):
    """[{"target", "holders": [{"holder", "kind", "agent", "labels", "is_divided"}]}], in the order of the revision.

    Labels are numbered as they stand on the page, so that the text can point to them.
    """
    targets = {}
    for stance in stances:
        target = targets.setdefault(stance["target"]["identifier"], {"target": stance["target"], "holders": {}})
        key = (stance["holder_kind"], stance["holder_agent"] or stance["holder"].casefold())
        holder = target["holders"].setdefault(key, {
            "holder": holder_in_words(stance["holder"]), "agent": stance["holder_agent"], "labels": [],
            "kind": label_of(Stance.HolderKind, stance["holder_kind"]),
        })
        holder["labels"].append(label_in_words(stance))
    groups = [{**target, "holders": [_compared(holder) for holder in target["holders"].values()]}
              for target in targets.values()]
    labels = (label for group in groups for holder in group["holders"] for label in holder["labels"])
    for number, label in enumerate(labels, start=1):
        label["number"] = number
    return groups


def label_in_words(stance):
    """One label with its coded values in words; what it does not say stays empty."""
    stance = {"neither_reason": "", "explicitness": "", "confidence": "", **stance}
    return {
        **stance,
        "shape": SHAPES[stance["position"]],
        "position_word": label_of(Stance.Position, stance["position"]),
        "reason_word": label_of(Stance.NeitherReason, stance["neither_reason"]),
        "explicitness_word": label_of(Stance.Explicitness, stance["explicitness"]),
        "confidence_word": label_of(Stance.Confidence, stance["confidence"]),
        "status_word": STATUS.get(stance["status"], stance["status"]),
    }


def holder_in_words(holder):
    """The holder as the coder wrote it; “narrator” and the like, which name nobody, in the active language."""
    return label_of(Stance.HolderKind, holder)


def _compared(holder):
    positions = {label["position"] for label in holder["labels"]}
    coders = {label["coder"] for label in holder["labels"]}
    return {**holder, "coders": len(coders), "is_divided": len(positions) > 1}
