"""The documentation names every command, option, setting and column there is, and no other."""
import ast
import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from archive.ingest.description.columns import SHEETS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
COMMANDS = sorted(name for name, app in get_commands().items() if app in ("archive", "catalog"))


def sections(text):
    """{heading: text below it} of the second-level headings of a page."""
    parts = re.split(r"^## +(.+)$", text, flags=re.MULTILINE)[1:]
    return {heading.strip(): body for heading, body in zip(parts[::2], parts[1::2], strict=True)}


def first_cells(text):
    """What stands in backquotes in the first cell of each row of the tables of a page."""
    rows = re.findall(r"^\|([^|]*)\|", text, flags=re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def settings_read(source):
    """Names of the environment variables that a module reads by `env.kind("NAME")` or `os.environ.get("NAME")`."""
    return {node.args[0].value for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Call) and re.match(r"env\.\w+$|os\.environ\.get$", ast.unparse(node.func))}


def options_of(command):
    """The long options and positional names that a command adds to Django's own."""
    own, common = (
        {word for action in parser._actions for word in action.option_strings if word.startswith("--")}
        for parser in (command.create_parser("manage.py", "x"), BaseCommand().create_parser("manage.py", "x")))
    return own - common


def test_settings_are_found_in_code():
    assert settings_read('A = env.str("A_NAME", default="")\nif env.bool("B"): C = os.environ.get("C")') == {
        "A_NAME", "B", "C"}


def test_every_setting_is_documented_and_no_other():
    documented = first_cells((DOCS / "settings.md").read_text(encoding="utf-8"))
    assert len(documented) == len(set(documented))
    modules = [ROOT / "archive" / "settings.py", *(ROOT / "deploy").glob("*.py")]
    read = {name for module in modules for name in settings_read(module.read_text(encoding="utf-8"))}
    assert set(documented) == read
    assert len(read) >= 10


def test_every_command_is_documented_and_no_other():
    documented = sections((DOCS / "commands.md").read_text(encoding="utf-8"))
    assert sorted(documented) == COMMANDS
    assert {"archive_ingest", "archive_verify_ledger", "catalog_rebuild"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_documented_and_no_other(name):
    body = sections((DOCS / "commands.md").read_text(encoding="utf-8"))[name]
    command = load_command_class(get_commands()[name], name)
    explained = {cell.split()[0] for cell in first_cells(body)}
    assert explained == options_of(command)
    usage = next(line for line in body.splitlines() if line.startswith("    manage.py"))
    if "[...]" not in usage:
        assert set(re.findall(r"--[\w-]+", usage)) == explained
    assert f"    manage.py {name}" in usage
    assert command.help, "a command says what it does"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page):
    text = page.read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)
             if not re.match(r"[a-z]+:|#", link)]
    assert [link for link in links if not (page.parent / link).exists()] == []


def described_columns(body):
    """The columns that a section names: first cells of its table; in prose, words in backquotes.

    In prose, what stands in brackets explains a column and is not one.
    """
    if "\n|" in body:
        return first_cells(body)
    return re.findall(r"`([^`]+)`", re.sub(r"\([^()]*\)", "", body))


def described_sheets(text):
    """{sheet: its columns} of description-folder.md; one heading may speak of two sheets."""
    found = {}
    for heading, body in sections(text).items():
        names = heading.split(" and ")
        if len(names) == 1:
            found[heading] = described_columns(body)
        else:
            found |= {name: described_columns(re.search(rf"^{name}:(.+)$", body, re.MULTILINE)[1]) for name in names}
    return found


NO_SHEET = {"At the desk", "The excerpt form"}
# Words in backquotes that refer to another sheet, not to a column of this one.
REFERRING = {"relations": {"id"}, "contributions": {"documents"}}


def test_the_description_folder_has_the_documented_sheets():
    text = (DOCS / "description-folder.md").read_text(encoding="utf-8")
    assert set(described_sheets(text)) - NO_SHEET == set(SHEETS)


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_column_of_a_sheet_is_documented_and_no_other(sheet):
    text = (DOCS / "description-folder.md").read_text(encoding="utf-8")
    described = described_sheets(text)[sheet]
    described = [name for name in described if name not in REFERRING.get(sheet, ())]
    assert sorted(described) == sorted(SHEETS[sheet])


def test_columns_are_found_in_tables_and_in_prose():
    assert described_columns("\n| `a`, `b` | see `c` |\n|---|---|\n") == ["a", "b"]
    assert described_columns("`a` (one of `x`), `b`.") == ["a", "b"]
