"""Whatever is asked, the index finds and counts what a slow look at every row finds and counts."""
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.search.asked import Asked
from catalog.search.facet import FACETS, FILTERS, NONE
from catalog.search.finding import crossed, facet_values, find, identifiers_in
from catalog.search.mix import source_mix
from catalog.search.stemming import stem
from tests.catalog.search import brute_force
from tests.catalog.search.random_collection import WORDS, RandomCollection

ABSENT = "0f8fad5b-d9cb-469f-a165-70867728950e"
SORTS = ("", "relevance", "newest", "oldest", "added", "title")
thorough = settings(max_examples=40, deadline=None, database=None, derandomize=True,
                    suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def made():
    """{seed: (rows, folder of the index)}: what one test made, others only read."""
    return {}


@pytest.fixture(params=[1, 2, 3])
def rows(request, db, made, search_index, tmp_path_factory, settings):
    """The rows of a random collection, in the index."""
    seed = request.param
    if seed not in made:
        settings.SEARCH_ROOT = tmp_path_factory.mktemp("search")
        RandomCollection(seed, 45)
        search_index()
        made[seed] = brute_force.all_rows(), settings.SEARCH_ROOT
    rows, settings.SEARCH_ROOT = made[seed]
    return rows


@st.composite
def clauses(draw):
    """[(is excluded, alternatives)]; only single words are alternatives."""
    word = st.tuples(st.sampled_from(WORDS))
    phrase = st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(tuple)
    one = st.one_of(
        st.tuples(st.booleans(), st.tuples(word)),
        st.tuples(st.booleans(), st.tuples(phrase)),
        st.tuples(st.just(False), st.tuples(word, word)),
    )
    return draw(st.lists(one, max_size=3))


def written(query):
    """The query as a reader types it."""
    quoted = lambda words: f'"{" ".join(words)}"' if len(words) > 1 else words[0]
    return " ".join(("-" if is_excluded else "") + " OR ".join(map(quoted, alternatives))
                    for is_excluded, alternatives in query)


def requests(rows):
    """Strategy: (clauses, Asked) with values that documents have, and one that none has."""
    known = sorted({(name, value) for row in rows for name, values in row.values.items() for value in values}
                   | {("subject", ABSENT), ("publisher", NONE)})
    pairs = st.lists(st.sampled_from(known), max_size=3).map(lambda some: tuple(sorted(set(some))))
    year = st.one_of(st.none(), st.integers(1974, 1986))
    asked = st.builds(Asked, chosen=pairs, excluded=pairs, first_year=year, last_year=year,
                      sort=st.sampled_from(SORTS), size=st.sampled_from((4, 20)))
    return st.builds(lambda query, one: (query, replace(one, words=written(query))), clauses(), asked)


def in_set(rows, query, asked, leaving_out=None):
    return [row for row in rows
            if brute_force.matches(row, query) and brute_force.passes(row, asked, leaving_out)]


def pages_of(asked):
    """The identifiers of all pages."""
    first = find(replace(asked, page=1))
    number = -(-first.counts.total // asked.size)
    others = [find(replace(asked, page=page)).identifiers for page in range(2, number + 1)]
    return [identifier for page in (first.identifiers, *others) for identifier in page]


def test_the_words_of_these_tests_are_their_own_stems():
    assert [stem(word) for word in WORDS] == list(WORDS)


def test_some_documents_have_more_values_than_the_index_has_columns(rows):
    assert all(any(len(row.values[name]) > FACETS[name].slots for row in rows)
               for name in ("publisher", "stance", "target", "subject", "place", "language"))


@thorough
@given(data=st.data())
def test_totals_and_counts_are_those_of_a_slow_count(rows, data):
    query, asked = data.draw(requests(rows))
    counts, hits = find(asked).counts, in_set(rows, query, asked)
    assert counts.total == len(hits)
    for name in FACETS:
        assert counts.mix[name] == brute_force.counted(hits, name), name
        assert counts.facets[name] == brute_force.counted(in_set(rows, query, asked, name), name), name
        assert list(counts.mix[name].values()) == sorted(counts.mix[name].values(), reverse=True)
        assert facet_values(asked, name) == counts.facets[name]


@thorough
@given(data=st.data())
def test_all_pages_together_hold_each_document_of_the_set_once(rows, data):
    query, asked = data.draw(requests(rows))
    expected = sorted(row.document.pk for row in in_set(rows, query, asked))
    found = pages_of(asked)
    assert sorted(found) == expected
    assert list(identifiers_in(asked)) == found


@thorough
@given(data=st.data())
def test_pairs_of_values_are_counted_as_slowly(rows, data):
    query, asked = data.draw(requests(rows))
    first, second = data.draw(st.lists(st.sampled_from(sorted(FACETS)), min_size=2, max_size=2, unique=True))
    slow = brute_force.crossed(in_set(rows, query, asked), first, second)
    assert crossed(asked, first, second) == slow
    some = {value for row in rows for name in (first, second) for value in row.values[name]}
    firsts, seconds = (data.draw(st.lists(st.sampled_from(sorted({*some, ABSENT})))) for _facet in range(2))
    chosen = {one: {other: number for other, number in row.items() if other in seconds}
              for one, row in slow.items() if one in firsts}
    assert crossed(asked, first, second, firsts, seconds) == {one: row for one, row in chosen.items() if row}


@thorough
@given(data=st.data())
def test_the_mix_is_that_of_the_set_as_asked(rows, data):
    query, asked = data.draw(requests(rows))
    hits, mix = in_set(rows, query, asked), source_mix(find(asked).counts, asked)
    voices = brute_force.counted(hits, "publisher")
    unattributed = voices.pop(NONE, 0)
    assert (mix.publishers, mix.unattributed, mix.total) == (len(voices), unattributed, len(hits))
    assert (mix.largest.documents if mix.largest else 0) == max(voices.values(), default=0)
    assert mix.without_stance == sum(1 for row in hits if row.values["stance"] == {NONE})
    assert mix.on_target == sum(1 for row in hits if mix.target in row.values["target"])
    for part in mix.positions:
        assert part.documents == sum(1 for row in hits if f"{mix.target}:{part.value}" in row.values["stance"])


@pytest.mark.parametrize("sort", ["newest", "oldest", "added", "title"])
def test_each_order_is_the_same_whatever_the_size_of_pages(rows, sort):
    whole = find(Asked(sort=sort, size=100)).identifiers
    assert len(whole) == len(rows)
    assert pages_of(Asked(sort=sort, size=7)) == list(whole)
    documents = {row.document.pk: row.document for row in rows}
    assert_ordered([documents[identifier] for identifier in whole], sort)


def assert_ordered(documents, sort):
    days = [document.issued_earliest for document in documents if document.issued_earliest]
    ends_undated = all(document.issued_earliest is None for document in documents[len(days):])
    moments = [document.published_at for document in documents]
    titles = [document.title[:12] for document in documents]
    assert {
        "newest": ends_undated and days == sorted(days, reverse=True),
        "oldest": ends_undated and days == sorted(days),
        "added": moments == sorted(moments, reverse=True),
        "title": titles == sorted(titles),
    }[sort]


def test_every_filter_that_links_use_finds_its_documents(rows):
    for name in FILTERS:
        value = next(value for row in rows for value in sorted(row.values[name]))
        expected = sorted(row.document.pk for row in rows if value in row.values[name])
        assert sorted(find(Asked(chosen=((name, value),), size=100)).identifiers) == expected
