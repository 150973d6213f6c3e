"""The numbers of the overview are those of the rows."""
import datetime
from io import BytesIO

import pytest

from archive.models import Collection, Contribution, Document, Genre, Original, Subject
from archive.overview.drawing import HEIGHT, STEP, columns, shares
from archive.overview.gaps import LACKING, gaps_of
from archive.overview.holdings import Line, by_access, by_collection, by_genre, by_language, by_state
from archive.overview.keeping import keeping, last_check
from archive.overview.throughput import WEEKS, weeks_until
from archive.provenance.fixity import all_holdings, check_fixity
from tests.archive.curation.conftest import give_text
from tests.base import make_agent, make_document, publish

pytestmark = pytest.mark.django_db
EVERY = Document.objects


def counted(lines):
    return {str(line.label): line.count for line in lines}


@pytest.fixture
def documents(cast):
    by = cast["cataloguer"]
    press = Collection.objects.create(code="press", title="Press")
    letter = Genre.objects.create(code="letter", label="letter")
    first = make_document(by, title="One", collection=press, language=["en", "fa"], issued="2001")
    second = make_document(by, title="Two", genre=letter, language=["fa"], persons_at_risk="not-assessed")
    third = make_document(by, title="Three", genre=None, language=[])
    first.contributions.create(agent=make_agent("The Courier"), role="publisher", as_printed="COURIER")
    publish(first, cast)
    return first, second, third


def test_documents_are_counted_by_state_access_genre_language_and_collection(documents):
    assert counted(by_state(EVERY.all())) == {"draft": 2, "in review": 0, "published": 1, "withdrawn": 0}
    assert counted(by_access(EVERY.all()))["public"] == 1
    assert counted(by_genre(EVERY.all())) == {"news report": 1, "letter": 1}
    assert counted(by_language(EVERY.all())) == {"fa": 2, "en": 1}
    assert counted(by_collection(EVERY.all())) == {"Press": 1}


def test_each_line_leads_to_the_list_that_it_counts(documents, cast, client):
    client.force_login(cast["cataloguer"])
    for line in [*by_state(EVERY.all()), *by_genre(EVERY.all()), *by_language(EVERY.all()),
                 *by_collection(EVERY.all()), *gaps_of(EVERY.all())[0]]:
        page = client.get(f"/curation/documents/?{line.query}")
        assert page.context["page"].paginator.count == line.count, line


def test_gaps_are_what_documents_lack_and_withdrawn_ones_do_not_count(documents, cast):
    lines, looked_at = gaps_of(EVERY.all())
    found = counted(lines)
    assert looked_at == 3
    assert found["a date of issue"] == 2
    assert found["a publisher"] == 2
    assert found["a genre"] == 1
    assert found["an answer about persons at risk"] == 1
    Document.objects.filter(pk=documents[2].pk).update(
        state="withdrawn", withdrawal_reason="error", withdrawn_at=documents[0].published_at)
    assert gaps_of(EVERY.all())[1] == 2


def test_each_gap_counts_the_documents_that_its_condition_finds(documents, cast):
    for role in ("publisher", "creator"):  # two publishers are no second document
        documents[0].contributions.create(agent=make_agent(f"Another {role}"), role=role, as_printed="Another")
    documents[1].subjects.add(Subject.objects.create(label="floods"), Subject.objects.create(label="rain"))
    gone = make_document(cast["cataloguer"], title="Gone", collection=documents[0].collection)
    gone.contributions.create(agent=make_agent("The Herald"), role="publisher", as_printed="HERALD")
    Document.objects.filter(pk=gone.pk).update(
        state="withdrawn", withdrawal_reason="error", withdrawn_at=documents[0].published_at)
    make_document(cast["cataloguer"], title="Described in part", collection=documents[0].collection)
    narrowed = EVERY.filter(collection=documents[0].collection)
    for chosen, looked_at in ((EVERY.all(), 4), (narrowed, 2), (EVERY.none(), 0)):
        lines, found = gaps_of(chosen)
        present = EVERY.filter(pk__in=list(chosen.values_list("pk", flat=True))).exclude(state="withdrawn")
        assert found == looked_at
        assert {line.query: line.count for line in lines} == {
            f"lacks={name}": present.filter(lacks).count() for name, (_words, lacks) in LACKING.items()}
    assert counted(gaps_of(narrowed)[0])["a publisher"] == 1


def test_rows_that_belong_to_some_documents_are_told_from_those_of_all(documents):
    rows, first = Contribution.objects.all(), documents[0]
    documents[2].contributions.create(agent=make_agent("The Herald"), role="creator", as_printed="HERALD")
    assert EVERY.all().belongings(rows).count() == 2
    for some in (EVERY.filter(pk=first.pk), EVERY.order_by("pk")[:1], EVERY.exclude(title="Three")):
        assert [row.document for row in some.belongings(rows)] == [first]
    assert not EVERY.none().belongings(rows).exists()


def test_weeks_count_what_came_and_what_was_published_and_leave_no_week_out(documents):
    today = datetime.date(2026, 11, 18)
    Document.objects.filter(pk=documents[0].pk).update(
        created_at=datetime.datetime(2026, 11, 2, tzinfo=datetime.UTC),
        published_at=datetime.datetime(2026, 11, 15, 23, 59, tzinfo=datetime.UTC))
    Document.objects.exclude(pk=documents[0].pk).update(created_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    weeks = weeks_until(EVERY.all(), today)
    assert len(weeks) == WEEKS
    assert (weeks[-1].monday, weeks[-1].received) == (datetime.date(2026, 11, 16), 0)
    assert [(week.monday.day, week.received, week.published) for week in weeks[-3:]] == [
        (2, 1, 0), (9, 0, 1), (16, 0, 0)]
    assert sum(week.received for week in weeks) == 1


def test_the_last_check_of_all_bytes_is_told_with_what_it_found(documents):
    assert last_check() is None
    give_text(documents[0], "never stored")
    originals = all_holdings()[0]
    [blob] = originals.store.put_many([(BytesIO(b"kept"), 4)])
    Original.objects.create(sha256=blob.sha256, size=4, media_type="text/plain")
    check_fixity(originals)
    found = keeping()
    assert (found.originals, found.size) == (2, 4 + len("never stored"))
    assert (found.check.checked, found.check.good, found.check.is_intact) == (2, 1, False)
    assert not found.check.is_due
    assert counted(found.kinds) == {"text/plain": 2}


def test_bars_stand_on_the_ground_and_the_highest_reaches_the_top():
    bars = columns([0, 2, 4], ["a", "b", "c"], 9)
    assert [(bar.x, bar.y, bar.height) for bar in bars] == [
        (9, HEIGHT, 0), (9 + STEP, HEIGHT / 2, HEIGHT / 2), (9 + 2 * STEP, 0, HEIGHT)]
    assert columns([0], ["nothing"])[0].height == 0


def test_shares_are_of_the_whole_or_of_the_longest_line():
    lines = [Line("a", 1), Line("b", 4)]
    assert [share for _line, share in shares(lines)] == [25, 100]
    assert [share for _line, share in shares(lines, 8)] == [12, 50]
    assert shares([Line("a", 0)]) == [(Line("a", 0), 0)]
