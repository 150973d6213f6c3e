"""A real index of a few documents in memory, for questions about words; and names to ask them by."""
import tantivy

from catalog.models import PublishedName
from catalog.search.folding import fold
from catalog.search.matching import query_for
from catalog.search.schema import ANALYSER, FORMS, HEAD, WORD_FIELDS, analyser, build_schema

SCHEMA = build_schema()


def small_index(**documents):
    """The searcher of {identifier: {field: text}}; values of other fields than words are lists of terms."""
    index = tantivy.Index(SCHEMA)
    index.register_tokenizer(ANALYSER, analyser())
    writer = index.writer(15_000_000, 1)
    for identifier, fields in documents.items():
        writer.add_document(tantivy.Document.from_dict(_entry(identifier, fields), SCHEMA))
    writer.commit()
    index.reload()
    return index.searcher()


def _entry(identifier, fields):
    words = {name: fold(text) for name, text in fields.items() if name in WORD_FIELDS}
    joined = [fold(word.replace("\u200c", "")) for name in words for word in fields[name].split()]
    forms = {*joined, *" ".join(words.values()).split()}
    head = [text for name, text in words.items() if name != "text"]
    return {**fields, **words, "id": identifier, HEAD: head, FORMS: " ".join(forms)}


def found(searcher, reading, is_ranked=True):
    """Identifiers of what a Reading finds, best first."""
    query = query_for(reading, SCHEMA, is_ranked) or tantivy.Query.all_query()
    return [searcher.doc(address)["id"][0] for _score, address in searcher.search(query, 100).hits]


def name(owner, *texts, kind="agent", hidden=()):
    """The names of one owner, its heading first."""
    for number, text in enumerate((*texts, *hidden)):
        PublishedName.objects.create(
            owner_kind=kind, owner=owner, text=text, folded=fold(text),
            kind="heading" if number == 0 else "variant", is_hidden=text in hidden)
