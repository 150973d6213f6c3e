"""What the search benchmark measures on is what a catalog holds, and it is known what can be found in it."""
import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from urllib.parse import parse_qs

import pytest
from django.apps import apps
from django.db import connection

from bench.search.columns import COLUMNS
from bench.search.documents import Documents
from bench.search.material import batches, generate
from bench.search.requests import Requests
from catalog.models import PublishedDocument
from catalog.search.schema import analyser
from tests.base import make_cast
from tests.catalog.material import make_full_document, make_public

N = 300
OF_FACETS = {
    "publisher": "SELECT agent_id FROM catalog_publishedcontribution WHERE role = 'publisher'",
    "language": "SELECT value FROM catalog_publisheddocument, json_each(language)",
    "subject": "SELECT heading_id FROM catalog_publisheduse JOIN catalog_publishedheading ON identifier = heading_id"
               " WHERE kind = 'subject'",
    "place": "SELECT heading_id FROM catalog_publisheduse JOIN catalog_publishedheading ON identifier = heading_id"
             " WHERE kind = 'place'",
    "stance": "SELECT DISTINCT target_identifier || ':' || position, document_id FROM catalog_publishedstance",
    "genre": "SELECT genre FROM catalog_publisheddocument WHERE genre != ''",
    "collection": "SELECT collection_id FROM catalog_publisheddocument WHERE collection_id IS NOT NULL",
    "year": "SELECT substr(issued_earliest, 1, 4) FROM catalog_publisheddocument WHERE issued_earliest IS NOT NULL",
}


@pytest.fixture(scope="module")
def schema(django_db_setup, django_db_blocker):
    """The SQL of the catalog's tables and indexes, as the migrations made them."""
    if connection.vendor != "sqlite":
        pytest.skip("the generated database is SQLite's")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name LIKE 'catalog_%' AND sql IS NOT NULL"
                       " ORDER BY type = 'index'")
        return [sql for sql, in cursor.fetchall()]


@pytest.fixture(scope="module")
def made(schema, tmp_path_factory):
    """(connection to a generated database, what is known of it)."""
    path = tmp_path_factory.mktemp("material") / "standpoint.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        for sql in schema:
            database.execute(sql)
    known = generate(path, N, processes=1)
    with closing(sqlite3.connect(path)) as database:
        yield database, known


def columns_of(model):
    return {field.column for field in model._meta.concrete_fields
            if not field.get_internal_type().endswith("AutoField")}


@pytest.mark.parametrize("table", COLUMNS)
def test_every_column_of_a_table_is_filled(table):
    assert set(COLUMNS[table]) == columns_of(apps.get_model("catalog", table))


def test_every_reference_leads_to_a_row_and_every_rule_of_the_tables_is_kept(made):
    database, _known = made
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for column, table in (("parent_id", "publisheddocument"), ("collection_id", "publishedcollection")):
        lost = database.execute(
            f"SELECT count(*) FROM catalog_publisheddocument WHERE {column} IS NOT NULL"
            f" AND {column} NOT IN (SELECT identifier FROM catalog_{table})").fetchone()
        assert lost == (0,)


def test_the_indexes_are_there_again(made, schema):
    database, _known = made
    indexes = database.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    assert sorted(sql for sql, in indexes) == sorted(sql for sql in schema if "INDEX" in sql.split("(")[0])


def test_there_are_as_many_documents_as_asked_for_and_a_tenth_are_parts(made):
    database, known = made
    count, parts, changes = database.execute(
        "SELECT count(*), count(parent_id), (SELECT count(*) FROM catalog_change) FROM catalog_publisheddocument"
    ).fetchone()
    assert (count, parts, changes, known["n"]) == (N, N // 10, N, N)


def test_the_known_words_stand_in_as_many_documents_as_is_said(made):
    database, known = made
    counted, phrases = Counter(), Counter()
    for row in database.execute("SELECT title, description, text FROM catalog_publisheddocument"):
        words = " ".join(re.findall(r"\w+", " ".join(row).lower()))
        counted.update(set(words.split()))
        phrases.update(phrase for phrase in known["phrases"] if f" {phrase} " in f" {words} ")
    for kind in ("common", "medium", "rare"):
        assert known[kind] == {word: counted[word] for word in known[kind]}
    assert all(phrases[phrase] >= 1 for phrase in known["phrases"])
    assert len(known["common"]) >= 100
    assert 0.25 < sorted(known["common"].values())[len(known["common"]) // 2] / N < 0.35


@pytest.mark.parametrize("facet", OF_FACETS)
def test_the_known_values_of_a_facet_are_those_of_the_rows(made, facet):
    database, known = made
    rows = Counter(row[0] for row in database.execute(OF_FACETS[facet]))
    assert {value: count for value, count in known["facets"][facet].items() if value != "none"} == rows


def test_the_text_of_a_part_stands_in_its_whole(made):
    database, _known = made
    rows = database.execute(
        "SELECT part.text, whole.text, part.text_start, part.text_end FROM catalog_publisheddocument part"
        " JOIN catalog_publisheddocument whole ON whole.identifier = part.parent_id").fetchall()
    assert rows
    assert all(whole[start:end] == part for part, whole, start, end in rows)


def test_evidence_is_quoted_from_the_text(made):
    database, _known = made
    passages = [
        (text, passage)
        for text, record in database.execute("SELECT text, record FROM catalog_publisheddocument")
        for stance in json.loads(record)["stances"] for passage in stance["evidence"]
    ]
    assert len(passages) > N // 2
    assert all(text[passage["start"]:passage["end"]] == passage["exact"] for text, passage in passages)
    assert all(passage["exact"] for _text, passage in passages)


@pytest.mark.django_db
def test_a_generated_document_has_the_shape_of_a_published_one(made):
    database, _known = made
    cast = make_cast()
    published = PublishedDocument.objects.get(pk=make_public(make_full_document(cast), cast).identifier)
    record, line = next(
        (json.loads(record), json.loads(line))
        for record, line in database.execute("SELECT record, line FROM catalog_publisheddocument")
        if json.loads(record)["claims"] and json.loads(line)["publishers"])
    assert record.keys() == published.record.keys()
    assert line.keys() == published.line.keys()
    for name in ("stances", "claims", "versions"):
        assert record[name][0].keys() == published.record[name][0].keys(), name
    for name in ("publishers", "positions"):
        assert line[name][0].keys() == published.line[name][0].keys(), name


def test_the_same_seed_gives_the_same_rows_and_another_seed_others():
    def rows(seed, processes):
        return [rows for rows, _known in batches(Documents(1100, seed), processes)]

    first = rows(3, 1)
    assert len(first) == 2
    assert rows(3, 2) == first
    assert Documents(1100, 4).batch(0)[0] != first[0]


def test_counted_words_are_their_own_stems_and_no_other_word_has_the_same(made):
    _database, known = made
    stems, documents = analyser(), Documents(N)
    watched = [*known["common"], *known["medium"], *known["rare"]]
    assert stems.analyze(" ".join(watched)) == watched
    text = {word for sentence in documents.sentences["en"].texts[:20_000] for word in sentence.split()}
    assert not set(watched) & {stem for word in text - set(watched) for stem in stems.analyze(word)}


def test_requests_are_all_different_and_documents_are_there(made):
    database, known = made
    kinds = Requests({**known, "medium": dict.fromkeys(known["medium"], N // 100)}, seed=1).of_every_kind()
    paths = [path for shares in kinds.values() for share in shares for path, _total in share]
    assert len(paths) == len(set(paths))
    assert all(measured for _before, measured, _at_once in kinds.values())
    there = {f"/documents/{row[0]}/" for row in database.execute("SELECT identifier FROM catalog_publisheddocument")}
    assert {path for path, _total in kinds["document"][1]} <= there


def test_no_word_is_asked_for_in_two_kinds(made):
    _database, known = made
    kinds = Requests({**known, "medium": dict.fromkeys(known["medium"], N // 100)}, seed=1).of_every_kind()
    asked = {kind: {parse_qs(path.partition("?")[2])["q"][0] for share in kinds[kind] for path, _total in share}
             for kind in ("rare", "medium", "common", "page 500")}
    assert all(asked.values())
    assert len(set().union(*asked.values())) == sum(map(len, asked.values()))
    assert len(asked["page 500"]) == sum(map(len, kinds["page 500"]))
