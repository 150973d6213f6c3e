"""The fields of the index. Whoever changes them, or what stands in them (entry.py, folding.py, stemming.py), raises
VERSION: every index is then built anew.

Words are folded (`folding.py`) before they come here, so the analyser splits at
spaces and stems; it must be registered again each time an index is opened.
"""
import tantivy

from catalog.search.facet import FACETS, FILTERS

VERSION = 1
ANALYSER = "folded"

# Words by where they stand; `head` holds all of them except the full text.
WORD_FIELDS = ("title", "description", "creators", "publishers", "subjects", "places", "targets", "text")
HEAD = "head"
# Every word unstemmed, for prefixes and spelling; without positions.
FORMS = "forms"

# Orders: unsigned numbers that differ in every document, made by `ordering.order_keys`.
# newest: earliest day, undated last when read downwards; oldest: the same, undated last when read
# upwards; added: moment of publication; title_key: the beginning of the title, packed.
ORDER_FIELDS = ("newest", "oldest", "added", "title_key")


def analyser():
    """What turns folded text into the terms of the word fields; English is stemmed."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def build_schema():
    """The tantivy schema: `id`, words, facets (terms for filtering, columns for counting), orders."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in (*WORD_FIELDS, HEAD):
        builder.add_text_field(name, tokenizer_name=ANALYSER, index_option="position")
    builder.add_text_field(FORMS, tokenizer_name="whitespace", index_option="basic")
    for name in FILTERS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for facet in FACETS.values():
        builder.add_text_field(facet.name, tokenizer_name="raw", index_option="basic")
        builder.add_text_field(facet.more, fast=True, tokenizer_name="raw", index_option="basic")
        for column in facet.columns:
            builder.add_text_field(column, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ORDER_FIELDS:
        builder.add_unsigned_field(name, fast=True, indexed=False)
    return builder.build()
