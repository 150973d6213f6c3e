"""What stands in the margin of a text: every label, figure and quotation, by the passage that shows it."""

from catalog.pages.passages import Note
from catalog.spoken import gettext as _

FIGURES, QUOTATIONS = "figures", "quotations"


def notes_of(targets, figures, quotations):
    """The Notes of a document, from what its panels show; only of passages that stand in the shown text."""
    labels = [label for group in targets for holder in group["holders"] for label in holder["labels"]]
    return [
        *(note for label in labels for note in _of_label(label)),
        *(_other(claim, "figure", "#", _("Figure claimed"), FIGURES) for group in figures
          for claim in group["claims"] if _is_shown(claim["evidence"])),
        *(_other(quotation, "quotation", "❝", _("Quotation"), QUOTATIONS) for quotation in quotations
          if _is_shown(quotation["evidence"])),
    ]


def anchor_of(kind, identifier):
    """The fragment of a row beside the text: of a label, a figure or a quotation."""
    return f"{kind}-{identifier}"


def _of_label(label):
    words = _("%(position)s: %(target)s. Coded by %(coder)s.") % {
        "position": label["position_word"], "target": label["target"]["label"], "coder": label["coder"]}
    for passage in filter(_is_shown, label["evidence"]):
        yield Note(
            start=passage["start"], end=passage["end"], kind=label["position"],
            sign=f"{label['shape']}{label['number']}", words=words, anchor=anchor_of("label", label["identifier"]),
            target=label["target"]["identifier"], coder=label["coder"],
        )


def _other(row, kind, sign, words, target):
    passage = row["evidence"]
    return Note(start=passage["start"], end=passage["end"], kind=kind, sign=sign, words=words,
                anchor=anchor_of(kind, row["identifier"]), target=target)


def _is_shown(passage):
    return bool(passage and passage["fragment"])
