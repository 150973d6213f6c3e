"""The house keeps its rules (`rules.py`), and each rule is proven able to fail."""
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps

from archive.curation.urls import urlpatterns
from archive.models.identity import Record
from tests import rules
from tests.rules import Source

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("archive", "catalog", "bench", "tests")
ENDINGS = (".py", ".html", ".xml", ".txt", ".js", ".css")
TRACKED = {model.__name__ for model in apps.get_models() if issubclass(model, Record)} | {
    "Original", "Holding", "TextVersion", "Event", "Revision"}
TRACKED -= {"CaptureRequest"}  # a task that workers claim by conditional update; what it yields is tracked
CHANGELOG = ROOT / "CHANGELOG.md"


def read_tree():
    paths = (path for room in ROOMS for path in sorted((ROOT / room).rglob("*")))
    return [Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
            for path in paths if path.suffix in ENDINGS and path.is_file() and "vendor" not in path.parts
            and not path.is_relative_to(ROOT / "tests" / "fixtures")]


@pytest.fixture(scope="module")
def sources():
    return read_tree()


def long(lines, line="x = 1\n"):
    return '"""Why."""\n' + line * lines


# Rule, then examples that break it and examples that keep it, as (path, text).
RULES = {
    "the archive never knows the catalog": (rules.archive_knows_no_catalog, [
        ("archive/x.py", "import catalog"), ("archive/x.py", "from catalog.models import Thing"),
        ("archive/x.py", "def late():\n    from catalog import projection"),
        ("archive/x.py", "reverse('catalog:document')"), ("archive/x.py", "import_module('catalog.search')"),
        ("archive/x.py", "get_model('catalog.Tombstone')"), ("archive/x.py", "render(request, 'catalog/base.html')"),
        ("archive/templates/a.html", "{% url 'catalog:document' d %}"),
        ("archive/templates/a.html", '{% extends "catalog/base.html" %}'),
        ("archive/templates/a.html", "{% load catalog_words %}"),
    ], [
        ("archive/urls.py", "include('catalog.urls')"), ("archive/settings.py", "APPS = ['catalog.apps.C']"),
        ("catalog/x.py", "import catalog.models"), ("archive/x.py", "'the catalog: what readers see'"),
        ("archive/x.py", "from archive import catalogue"), ("archive/templates/a.html", "See the catalog."),
    ]),
    "the composition root is imported by nothing": (rules.nobody_imports_the_composition_root, [
        ("archive/x.py", "from archive.settings import DEBUG"), ("archive/x.py", "from archive import settings"),
        ("catalog/x.py", "import archive.urls"), ("archive/x.py", "from . import urls"),
    ], [("tests/settings.py", "from archive.settings import *"), ("archive/x.py", "from django.conf import settings"),
        ("archive/x.py", "import archive.curation.urls")]),
    "rows of the catalog point to no row of the archive": (rules.catalog_rows_point_to_no_archive_row, [
        ("catalog/models/x.py", "a = models.ForeignKey('archive.Document', models.CASCADE)"),
        ("catalog/models/x.py", "from archive.models import Agent\na = models.ForeignKey(Agent, models.CASCADE)"),
        ("catalog/models/x.py", "a = ManyToManyField(to='archive.Agent')"),
        ("catalog/models/x.py", "a = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE)"),
        ("catalog/migrations/0001_initial.py", "a = models.ForeignKey(on_delete=x, to='archive.document')"),
    ], [("catalog/models/x.py", "a = models.ForeignKey('catalog.File', models.CASCADE)"),
        ("catalog/models/x.py", "a = models.ForeignKey(File, models.CASCADE)"),
        ("archive/models/x.py", "a = models.ForeignKey('archive.Agent', models.CASCADE)")]),
    "extraction runs without Django": (rules.extraction_runs_without_django, [
        ("archive/ingest/extraction/x.py", "from django.conf import settings"),
        ("archive/ingest/extraction/x.py", "def late():\n    import django"),
        ("archive/ingest/extraction/x.py", "from archive.models import Original"),
        ("archive/ingest/extraction/x.py", "from .. import batch"),
    ], [("archive/ingest/x.py", "import django"), ("archive/ingest/extraction/x.py", "from . import html"),
        ("archive/ingest/extraction/x.py", "from archive.ingest.extraction.html import read")]),
    "files and functions are small": (rules.files_and_functions_are_small, [
        ("archive/x.py", long(400)), ("catalog/x.py", long(400)), ("tests/test_x.py", long(500)),
        ("archive/templates/a.html", "<p>\n" * 151), ("bench/x.py", long(400)),
        ("archive/x.py", "def f():\n" + "    x = 1\n" * 50),
        ("tests/x.py", "def f():\n" + "    x = 1\n" * 80), ("archive/x.py", "async def f():\n" + "    x = 1\n" * 50),
        ("archive/migrations/0002_x.py", long(900)),
    ], [("archive/x.py", long(399)), ("tests/test_x.py", long(499)), ("archive/templates/a.html", "<p>\n" * 150),
        ("archive/x.py", "def f():\n" + "    x = 1\n" * 49),
        ("archive/migrations/0001_initial.py", "# Generated by Django 5.2\n" + long(900))]),
    "modules say why they exist": (rules.modules_say_why_they_exist, [
        ("archive/x.py", "x = 1\n"), ("archive/x.py", "# a comment\nimport os\n"), ("tests/test_x.py", "import os\n"),
    ], [("archive/x.py", '"""Why."""\n'), ("archive/__init__.py", ""),
        ("archive/migrations/0001_initial.py", "# Generated by Django 5.2\nx = 1")]),
    "names say a concept": (rules.names_say_a_concept, [
        (f"archive/{name}.py", "") for name in ("utils", "util", "helpers", "services", "misc", "common", "views2")
    ], [(f"archive/{name}.py", "") for name in ("agent", "sha256", "in_common", "utility_bills", "html5")]),
    "one module writes the ledger": (rules.one_module_writes_the_ledger, [
        ("archive/x.py", "Event(sequence=1)"), ("archive/x.py", "models.Event(sequence=1).save()"),
        ("archive/x.py", "Event.objects.create(sequence=1)"), ("catalog/x.py", "Event.objects.bulk_create([])"),
        ("archive/x.py", "Event.objects.filter(pk=1).update(detail='')"),
        ("archive/x.py", "archive.models.Event.objects.get_or_create(pk=1)"),
    ], [("archive/provenance/ledger.py", "Event.objects.bulk_create(events)"),
        ("archive/x.py", "Event.objects.filter(pk=1).order_by('pk')"), ("archive/x.py", "IngestEvent()"),
        ("archive/x.py", "from threading import Event\nEvent()"), ("archive/x.py", "threading.Event()")]),
    "tracked rows change by their verbs": (partial(rules.tracked_rows_change_by_their_verbs, tracked=TRACKED), [
        ("archive/x.py", "Document.objects.filter(pk=1).update(title='')"),
        ("archive/x.py", "models.Agent.objects.update(name='')"), ("archive/x.py", "rows.update(title='')"),
        ("archive/x.py", "self.get_queryset().update(**changes)"), ("catalog/x.py", "Original.objects.update(size=1)"),
        ("archive/x.py", "StanceAnnotation.objects.bulk_update(rows, ['status'])"),
        ("archive/x.py", "rows.bulk_update(rows, ['status'])"), ("archive/x.py", "document.parts.update(state='x')"),
    ], [("archive/workflow/transitions.py", "rows.update(state='x')"), ("archive/x.py", "hash.update(data)"),
        ("archive/x.py", "BatchItem.objects.update(reason='')"), ("archive/x.py", "fields.update({'a': 1})"),
        ("catalog/x.py", "PublishedDocument.objects.update(title='')"), ("catalog/x.py", "rows.update(title='')"),
        ("tests/test_x.py", "Document.objects.update(title='')")]),
    "states change in transitions": (rules.states_change_in_transitions, [
        ("archive/x.py", "document.state = 'published'"), ("archive/x.py", "a, part.state = 1, 2"),
        ("archive/x.py", "self.document.state: str = 'draft'"),
        ("archive/x.py", "Document(title='', state='published')"),
        ("archive/x.py", "Document.objects.create(state=State.PUBLISHED)"),
    ], [("archive/workflow/transitions.py", "document.state = 'published'"), ("archive/x.py", "batch.state = 'failed'"),
        ("archive/x.py", "state = document.state"), ("archive/x.py", "Document.objects.filter(state='draft')"),
        ("archive/x.py", "assert document.state == 'draft'")]),
    "an empty queryset is not a missing one": (rules.an_empty_queryset_is_not_missing, [
        ("archive/x.py", "rows = queryset or Document.objects.all()"), ("catalog/x.py", "self.queryset or rows"),
        ("archive/x.py", "Document.objects.filter(pk=1) or none"), ("catalog/x.py", "get_queryset() or rows"),
    ], [("archive/x.py", "name or 'unknown'"), ("archive/x.py", "queryset and 1"), ("archive/x.py", "x or queryset"),
        ("archive/x.py", "Agent.objects.filter(pk=1).first() or none")]),
    "nothing is printed": (rules.nothing_is_printed, [
        ("archive/x.py", "print(1)"), ("catalog/x.py", "def f():\n    print('x')"),
    ], [("bench/x.py", "print(1)"), ("archive/x.py", "self.stdout.write('print')"), ("archive/x.py", "pprint(1)")]),
    "what is left to do has an owner": (
        partial(rules.what_is_left_to_do_has_an_owner, changelog="- archive/known.py: Alice mends it"), [
            ("archive/x.py", "# TODO later"), ("catalog/templates/a.html", "<!-- FIXME -->"), ("tests/x.py", "# XXX"),
        ], [("archive/known.py", "# TODO later"), ("archive/x.py", "TODOS = 1")]),
}


@pytest.mark.parametrize("name", RULES)
def test_the_rule_can_fail(name):
    rule, broken, _kept = RULES[name]
    for path, text in broken:
        assert list(rule(Source(path, text))), f"{path}: {text[:200]}"


@pytest.mark.parametrize("name", RULES)
def test_the_rule_leaves_good_code_alone(name):
    rule, _broken, kept = RULES[name]
    for path, text in kept:
        assert list(rule(Source(path, text))) == [], f"{path}: {text[:200]}"


@pytest.mark.parametrize("name", RULES)
def test_the_house_keeps_the_rule(name, sources):
    rule = RULES[name][0]
    if name == "what is left to do has an owner":
        rule = partial(rules.what_is_left_to_do_has_an_owner, changelog=CHANGELOG.read_text(encoding="utf-8"))
    assert [wrong for source in sources for wrong in rule(source)] == []


def test_the_rules_see_the_whole_tree(sources):
    paths = {source.path for source in sources}
    assert {"archive/settings.py", "archive/models/document.py", "catalog/urls.py", "tests/rules.py"} <= paths
    assert any(path.startswith("archive/templates/") for path in paths)
    assert {"Document", "Agent", "StanceAnnotation", "Claim", "IngestBatch", "Original", "Event"} <= TRACKED


def test_every_folder_of_code_is_a_package(sources):
    assert rules.folders_without_init(["archive/a/b.py", "archive/a/c.py", "archive/d/__init__.py"]) == ["archive/a"]
    assert rules.folders_without_init([source.path for source in sources]) == []


def test_every_address_of_the_desk_asks_for_a_role():
    unguarded = SimpleNamespace(name="publish", callback=lambda request: None)
    assert rules.views_without_role([unguarded]) == ["publish"]
    assert len(urlpatterns) > 10
    assert rules.views_without_role(urlpatterns) == []


def test_models_of_the_catalog_relate_only_to_their_own_kind():
    related = {field.related_model._meta.app_label
               for model in apps.get_app_config("catalog").get_models() for field in model._meta.get_fields()
               if field.is_relation}
    assert related == {"catalog"}
