"""Sheets with ten kinds of mistakes, by hand: each is shown at its cell, mended, applied, looked at, undone."""
import csv
import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers_on
from tests.browser.people import asked, log_in, take_in

pytestmark = pytest.mark.browser

PUBLISHER = "The Quarrel Lantern"
# (column, what was typed, words of the complaint, what is typed instead)
MISTAKES = [
    ("issued", "2011-13", "2011-13", "2011-12"),
    ("issued_basis", "guessed", "“guessed” is not one of", "external"),
    ("genre", "gossip", "“gossip” is not one of", "news-report"),
    ("language", "en; not a tag", "is not a language tag", "en"),
    ("publisher", PUBLISHER, f"no agent is called “{PUBLISHER}”: add it to the sheet agents", PUBLISHER),
    ("places", "Atlantis", "no place is called “Atlantis”", ""),
    ("file", "missing.txt", "is not among the files of the chosen batch", None),
    ("sha256", "0" * 64, "the archive holds no file with the SHA-256", ""),
    ("persons_at_risk", "perhaps", "“perhaps” is not one of not-assessed, no, yes", "no"),
    ("title", "=SUM(A1:A2)", "begins with =: a formula is not computed here", "The sum of the lantern"),
]
COLUMNS = ["id", "file", "sha256", "title", "publisher", "issued", "issued_basis", "genre", "language", "places",
           "persons_at_risk"]


def names(count):
    return [f"lantern-{number:02}.txt" for number in range(1, count + 1)]


def rows(is_mended):
    """One row for each mistake and one without, as typed first or after mending."""
    for number, (name, mistake) in enumerate(zip(names(len(MISTAKES) + 1), [*MISTAKES, None], strict=True), start=1):
        row = {"id": f"r{number}", "file": name, "title": f"The lantern, page {number}"}
        if mistake is not None:
            column, typed, _words, instead = mistake
            row[column] = row.get(column, "") if is_mended and instead is None else (instead if is_mended else typed)
        yield row


def write(path, columns, lines):
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(lines)
    return path


def counted(page):
    return expect(page.locator("p.sum"))


def said_of(site, identifiers):
    """What the archive says of these documents now, without the count of versions."""
    marks = ", ".join("?" * len(identifiers))
    return asked(site, f"""select d.identifier, title, issued, issued_basis, genre_id, language, persons_at_risk, state,
        group_concat(a.name) from archive_document d left join archive_contribution c on c.document_id = d.id
        left join archive_agent a on a.id = c.agent_id where d.identifier in ({marks}) group by d.id""", *identifiers)


def test_ten_kinds_of_mistakes_are_shown_mended_applied_and_undone(browser, site, tmp_path):
    page = log_in(browser, site, "cataloguer")
    paths = [tmp_path / name for name in names(len(MISTAKES) + 1)]
    for path in paths:
        path.write_text(f"The quarry lantern, {path.name}, {tmp_path.name}.")
    identifiers = take_in(page, *paths)
    batch = re.search(r"/batches/([0-9a-f-]{36})/", page.url)[1]
    before = said_of(site, identifiers)

    page.goto("/curation/imports/")
    page.set_input_files("input[name=sheets]", write(tmp_path / "documents.csv", COLUMNS, rows(is_mended=False)))
    page.select_option("main form[method=post] [name=files_of]", batch)
    page.get_by_role("button", name="Preview").click()
    counted(page).to_have_text("This would create 0, change 1, leave 0 as they are and refuse 10.")
    assert barriers_on(page) == []
    for number, (column, _typed, words, _instead) in enumerate(MISTAKES, start=2):
        row = page.locator("tr.refused").filter(has=page.get_by_text(f"documents row {number}", exact=True))
        expect(row.locator(".problems li")).to_have_count(1)
        expect(row.locator(".problems code")).to_have_text(column)
        expect(row.locator(".problems li")).to_contain_text(words)
    assert said_of(site, identifiers) == before

    page.set_input_files("input[name=sheets]", [
        write(tmp_path / "documents.csv", COLUMNS, rows(is_mended=True)),
        write(tmp_path / "agents.csv", ["name", "kind"], [{"name": PUBLISHER, "kind": "body"}]),
    ])
    page.get_by_role("button", name="Replace the sheets and preview").click()
    counted(page).to_have_text("This would create 1, change 11, leave 0 as they are and refuse 0.")
    assert said_of(site, identifiers) == before
    page.get_by_role("button", name="Apply").click()
    counted(page).to_contain_text("12 rows = 1 created + 11 changed")
    page.get_by_role("link", name="The sum of the lantern").click()
    expect(page.locator("h1")).to_have_text("The sum of the lantern")
    page.go_back()
    page.get_by_role("link", name="The lantern, page 5").click()
    expect(page.locator("main")).to_contain_text(PUBLISHER)
    assert len({row[1] for row in said_of(site, identifiers)} - {row[1] for row in before}) == len(identifiers)
    page.go_back()

    page.get_by_role("link", name="Undo this import").click()
    expect(page.locator("main")).to_contain_text("11 go back + 0 removed + 0 left as they are")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name=re.compile("^undone:"))).to_be_visible()
    assert said_of(site, identifiers) == before
