"""What readers type is read as they mean it, and never fails."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search.asked import MAX_WORDS_LENGTH
from catalog.search.notes import SENTENCES, in_words
from catalog.search.query import LONGEST_PREFIX, MAX_CLAUSES, Group, Phrase, Prefix, Word, parse, written

ANYTHING = st.text() | st.text(alphabet='abOR -−"“”«»|*:()\'’.,سی\u200c\u0640title')


def read(words):
    """Clauses in short: +word, "a phrase", begin*, -left, field:..., and [one, other] for alternatives."""
    return [_short(clause) for clause in parse(words)[0]]


def _short(clause):
    if isinstance(clause, Group):
        return [_short(one) for one in clause.alternatives]
    body = {Word: lambda: clause.text, Prefix: lambda: f"{clause.text}*",
            Phrase: lambda: f'"{" ".join(clause.words)}"'}[type(clause)]()
    return f"{'-' * clause.is_excluded}{f'{clause.field}:' * bool(clause.field)}{body}"


@pytest.mark.parametrize(("words", "clauses"), [
    ("harbour strike", ["harbour", "strike"]),
    ('"harbour strike" gate', ['"harbour strike"', "gate"]),
    ("“harbour strike” „red river“ «old gate» ‹x y›", ['"harbour strike"', '"red river"', '"old gate"', '"x y"']),
    ("strike -gate −port", ["strike", "-gate", "-port"]),
    ('strike -"the gate" -title:gate -place:"red river"',
     ["strike", '-"the gate"', "-title:gate", '-place:"red river"']),
    ("strike OR lockout port", [["strike", "lockout"], "port"]),
    ("a1 | b1|c1 d1", [["a1", "b1", "c1"], "d1"]),
    ('"one two" OR three*', [['"one two"', "three*"]]),
    ("strike or lockout", ["strike", "or", "lockout"]),
    ("prot* title:har*", ["prot*", "title:har*"]),
    ("publisher:MEK Creator:x SUBJECT:y stance:z text:w",
     ["publisher:mek", "creator:x", "subject:y", "stance:z", "text:w"]),
    ("U.S. e-mail NCRI/PMOI", ['"u s"', '"e mail"', '"ncri pmoi"']),
    ("people’s Khomeynī, ۱۳۶۷!", ["people", "khomeyni", "1367"]),
    ("10:30 https://example.org", ['"10 30"', '"https example org"']),
    ("NCRI/PM*", ["ncri", "pm*"]),
    ("علي كتاب", ["علی", "کتاب"]),
])
def test_queries_are_read_as_meant(words, clauses):
    assert read(words) == clauses and parse(words)[1] == ()


@pytest.mark.parametrize(("words", "clauses", "note"), [
    ('"harbour strike', ["harbour", "strike"], "unclosed-quote"),
    ("strike -", ["strike"], "lone-minus"),
    ('strike -""', ["strike"], "lone-minus"),
    ("OR", ["or"], "lone-or"),
    ("strike OR", ["strike", "or"], "lone-or"),
    ("OR strike", ["or", "strike"], "lone-or"),
    ("a1 OR OR b1", [["a1", "b1"]], "lone-or"),
    ("a1 OR -b1", ["a1", "or", "-b1"], "lone-or"),
    ("| strike", ["strike"], "lone-or"),
    ("colour:red", ["colour", "red"], "unknown-field"),
    ("title: red", ["title", "red"], "empty-field"),
    ("-strike", ["-strike"], "only-exclusions"),
    ("strike *", ["strike"], "lone-star"),
    ("str*ke", ['"str ke"'], "lone-star"),
    ('"harbour str*"', ['"harbour str"'], "lone-star"),
    ("p*", ["p"], "short-prefix"),
    ("(red OR blue) gate", [["red", "blue"], "gate"], "brackets"),
    ("!!!", [], "no-words"),
    ("x" * 70 + "*", ["x" * LONGEST_PREFIX + "*"], "too-long"),
    ("x" * 600, ["x" * MAX_WORDS_LENGTH], "too-long"),
    ("a1 " * 40, ["a1"] * MAX_CLAUSES, "too-many-words"),
])
def test_what_cannot_be_read_is_words_and_a_note(words, clauses, note):
    assert read(words) == clauses
    assert parse(words)[1] == (note,) and in_words([note])[0].endswith(".")


def test_nothing_typed_needs_no_note():
    assert parse("") == parse("  \n") == ((), ())


def test_a_word_parted_by_a_non_joiner_also_knows_its_joined_form():
    (clause,), _notes = parse("می\u200cخواهم")
    assert clause.words == ("می", "خواهم") and clause.joined == "میخواهم"


@given(ANYTHING)
def test_no_text_is_an_error(words):
    clauses, notes = parse(words)
    assert set(notes) <= set(SENTENCES)
    assert len(clauses) <= MAX_CLAUSES
    hash(clauses)  # a part of the key of counts that are kept


@given(ANYTHING)
def test_a_query_written_anew_reads_the_same(words):
    clauses, _notes = parse(words)
    again, _notes = parse(written(clauses))
    assert [_short(clause) for clause in again] == [_short(clause) for clause in clauses]
