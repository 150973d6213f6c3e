"""What each move is called in the middle of a sentence, as a refusal says it."""
from django.utils.translation import pgettext_lazy

MOVES = {
    "submit": pgettext_lazy("what happens to a document", "submit"),
    "recall": pgettext_lazy("what happens to a document", "leave the review"),
    "return": pgettext_lazy("what happens to a document", "return"),
    "publish": pgettext_lazy("what happens to a document", "publish"),
    "embargo": pgettext_lazy("what happens to a document", "embargo"),
    "lift": pgettext_lazy("what happens to a document", "lift"),
    "restrict": pgettext_lazy("what happens to a document", "restrict"),
    "unpublish": pgettext_lazy("what happens to a document", "unpublish"),
    "reopen": pgettext_lazy("what happens to a document", "reopen"),
    "withdraw": pgettext_lazy("what happens to a document", "withdraw"),
    "restore": pgettext_lazy("what happens to a document", "restore"),
}
