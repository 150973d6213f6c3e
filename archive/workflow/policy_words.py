"""The policy's kinds of record and verbs as people call them, in the order of its page."""
from django.utils.translation import gettext_lazy as _

KINDS = {
    "document": _("document"),
    "part": _("part of a document"),
    "original": _("original file"),
    "text": _("text read from a file"),
    "revision": _("revision of a document"),
    "preview": _("public page before publication"),
    "comment": _("comment"),
    "unsaved": _("entries not yet saved"),
    "stance": _("stance label"),
    "claim": _("claim"),
    "quotation": _("quotation"),
    "round": _("labelling round"),
    "codebook": _("codebook"),
    "queue": _("queue"),
    "batch": _("batch of uploads"),
    "capture": _("capture by address"),
    "import": _("import of a spreadsheet"),
    "change": _("change of many records"),
    "agent": _("agent"),
    "subject": _("subject"),
    "place": _("place"),
    "genre": _("genre"),
    "target": _("stance target"),
    "collection": _("collection"),
    "word": _("loaded word"),
    "takedown": _("takedown case"),
    "ledger": _("ledger"),
    "dashboard": _("dashboard"),
    "policy": _("this policy"),
    "curator": _("curator"),
    "grant": _("grant for a collection"),
    "switch": _("switch"),
}

VERBS = {
    "see": _("see"),
    "add": _("add"),
    "change": _("change"),
    "delete": _("delete"),
    "describe": _("describe"),
    "assign": _("assign to a person"),
    "submit": _("submit"),
    "recall": _("take back from review"),
    "return": _("return with a comment"),
    "publish": _("publish"),
    "restrict": _("restrict"),
    "embargo": _("embargo"),
    "lift": _("lift the embargo"),
    "reopen": _("edit again"),
    "unpublish": _("take back the public revision"),
    "withdraw": _("withdraw"),
    "restore": _("restore"),
    "split": _("split"),
    "join": _("join again"),
    "keep": _("keep"),
    "settle": _("settle"),
    "correct": _("correct"),
    "decide": _("decide about"),
    "label": _("label in"),
    "close": _("close"),
    "apply": _("apply"),
    "undo": _("undo"),
    "merge": _("merge"),
    "distinguish": _("say that two are different"),
    "give": _("give"),
    "take": _("take away"),
    "set": _("turn on and off"),
}

# Kinds by the model whose rows they are, for those that ask with a record in hand.
KIND_OF_MODEL = {
    "stancetarget": "target", "stanceannotation": "stance", "takedowncase": "takedown", "event": "ledger",
    "ingestbatch": "batch", "textversion": "text", "loadedword": "word", "labellinground": "round",
    "collectiongrant": "grant", "capturerequest": "capture", "changeset": "change",
}


def kind_of(model):
    """The policy's name of a model's rows, for example "target" for StanceTarget."""
    name = model._meta.model_name
    return KIND_OF_MODEL.get(name, name)
