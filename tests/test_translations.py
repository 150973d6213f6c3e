"""Every word that readers and curators see is said in Persian: nothing is missing, left over, broken or out of date.

What commands print stays English: operators read it beside logs and documentation that are English too. Their room is
left out here as it is when the words are gathered (the command stands at the top of the .po files).
"""
import gettext
import re
from io import BytesIO
from pathlib import Path

import lxml.html
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.dates import MONTHS, MONTHS_ALT
from django.utils.translation import override
from django.utils.translation.template import templatize
from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from archive.edtf import edtf_in_words
from archive.models import Capture, Collection, DocumentRelation
from archive.workflow import transitions as move
from catalog.languages import language_name
from catalog.models import PublishedUse
from catalog.pages import errors
from catalog.pages.facets import LISTED
from catalog.projection import project_document
from tests.base import make_agent, make_document
from tests.catalog.material import give_contribution, give_thumbnail, make_full_document, make_public

ROOT = Path(__file__).resolve().parent.parent
APPS = ("archive", "catalog")
LEFT_OUT = ("archive/management/",)
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2),
            "pgettext_lazy": ((1, "c"), 2), "npgettext_lazy": ((1, "c"), 2, 3)}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
ISOLATED = re.compile("[\u2066\u2068][^\u2066\u2068\u2069]*\u2069")
# Names that are the same in every language, and units as Django's Persian catalogue has them.
NAMES = {"Standpoint", "SHA", "UTC", "KB", "APA", "Chicago", "BibTeX", "RIS"}
DATA = ("//head", "//script", "//svg", "//bdi", "//code", "//kbd", "//*[@dir='auto']", "//*[@lang and @lang!='fa']",
        "//p[@class='print-address']",
        "//select[@name='target' or @name='coder']/option[@value!='all' and @value!='none']")
JINJA = {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}  # as in catalog/locale/babel.cfg
SPOKEN = ("aria-label", "alt", "title", "data-light", "data-dark")


def entries(app):
    with (ROOT / app / "locale/fa/LC_MESSAGES/django.po").open("rb") as file:
        return [message for message in read_po(file, locale="fa", domain="django") if message.id]


def key(message):
    return message.context, message.id


def as_python(name, source):
    """The source itself, or the calls of gettext that stand for the words of one of Django's templates."""
    if name.endswith((".html", ".txt")):
        return "\n".join(line.lstrip() for line in templatize(source).splitlines())
    return source


def words_in(name, source):
    """{(context, text or (singular, plural))} of one file; the catalog's templates are Jinja2."""
    if name.startswith("catalog/templates/"):
        found = extract(babel_extract, BytesIO(source.encode()), keywords=KEYWORDS, options=JINJA)
    else:
        found = extract("python", BytesIO(as_python(name, source).encode()), keywords=KEYWORDS)
    return {(context, message) for _line, message, _comments, context in found if message}


def words_in_code(app):
    words = set()
    for path in sorted((ROOT / app).rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in (".py", ".html", ".txt") and "static" not in path.parts and not name.startswith(LEFT_OUT):
            words |= words_in(name, path.read_text(encoding="utf-8"))
    return words


def forms(message):
    """(what each form must keep, the form): one pair, or one for each plural form."""
    if message.pluralizable:
        return list(zip(message.id, message.string, strict=True))
    return [(message.id, message.string)]


def foreign_words(html):
    """Latin words that a reader meets where the interface itself speaks, outside documents and data."""
    page = lxml.html.document_fromstring(html)
    for element in page.xpath("|".join(DATA)):
        element.drop_tree()
    said = [*page.itertext(), *(value for name in SPOKEN for value in page.xpath(f"//@{name}"))]
    return set(re.findall(r"[A-Za-z]{2,}", ISOLATED.sub("", " ".join(said)))) - NAMES


def test_words_are_found_in_code_and_templates():
    assert words_in("x.py", '_("One " "two")\npgettext("sky", "light")\nngettext_lazy("%s day", "%s days", 2)') == {
        (None, "One two"), ("sky", "light"), (None, ("%s day", "%s days"))}
    template = ("  <p>{% load i18n %}it's {% translate 'One' %}</p>\n {% blocktranslate count n=x %}{{ n }} day"
                "{% plural %}{{ n }} days{% endblocktranslate %}{{ a|default:_('none') }}")
    wanted = {(None, "One"), (None, ("%(n)s day", "%(n)s days")), (None, "none")}
    assert words_in("archive/x.html", template) == wanted
    template = ("{% macro a(x) %}<p title='{{ _(\"One\") }}'>{{ ngettext('%(n)s day', '%(n)s days', x) }}"
                "{{ x or _('none') }}{{ pgettext('sky', 'light') }}{{ _('%(a)s', a=x) }}</p>{% endmacro %}")
    assert words_in("catalog/templates/x.html", template) == wanted | {("sky", "light"), (None, "%(a)s")}
    with pytest.raises(TemplateSyntaxError):
        words_in("catalog/templates/x.html", "{% translate 'One' %}")


@pytest.mark.parametrize("app", APPS)
def test_every_word_has_one_entry_and_every_entry_a_word(app):
    """If it fails, gather the words anew and translate them; the command stands in the .po file."""
    held, used = {key(message) for message in entries(app)}, words_in_code(app)
    assert used - held == set(), "not in the .po file"
    assert held - used == set(), "left over in the .po file"


@pytest.mark.parametrize("app", APPS)
def test_every_entry_is_translated_and_none_is_a_guess(app):
    for message in entries(app):
        assert not message.fuzzy, message.id
        assert all(form for _kept, form in forms(message)), message.id


@pytest.mark.parametrize("app", APPS)
def test_translations_keep_their_placeholders_and_close_what_they_isolate(app):
    for message in entries(app):
        for kept, form in forms(message):
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(kept)), form
            assert not set("\u2066\u2068\u2069") & set(ISOLATED.sub("", form)), form


@pytest.mark.parametrize("app", APPS)
def test_translations_are_written_with_persian_letters_and_marks(app):
    for message in entries(app):
        for _kept, form in forms(message):
            assert not re.search("[\u0643\u064a\u0649]", form), f"Arabic letter: {form}"
            assert not re.search("[\u0600-\u06ff][,;?]", form), f"Latin mark: {form}"
            assert "\u200c " not in form and " \u200c" not in form, f"idle half-space: {form}"


def test_both_files_say_the_same_thing_in_the_same_words():
    archive, catalog = ({key(message): message.string for message in entries(app)} for app in APPS)
    for shared in archive.keys() & catalog.keys():
        assert archive[shared] == catalog[shared], shared


@pytest.mark.parametrize("app", APPS)
def test_the_compiled_file_is_that_of_the_text(app):
    folder = ROOT / app / "locale/fa/LC_MESSAGES"
    compiled = BytesIO()
    with (folder / "django.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale="fa", domain="django"))
    compiled.seek(0)
    with (folder / "django.mo").open("rb") as file:
        shipped = gettext.GNUTranslations(file)._catalog
    wanted = gettext.GNUTranslations(compiled)._catalog
    assert {**shipped, "": None} == {**wanted, "": None}, "run manage.py compilemessages"


@pytest.mark.parametrize(("text", "words"), [
    ("2016-07-05", "5 ژوئیه 2016"), ("2016-07~", "حدود ژوئیه 2016"), ("201X?", "دههٔ 2010 (غیرقطعی)"),
    ("2016/..", "از 2016 (پایان باز)"), ("2016-21/2018", "از بهار 2016 تا 2018"), ("", "تاریخ نامعلوم"),
    ("2018%/", "از حدود 2018 (غیرقطعی؛ پایان نامعلوم)"), ("2004-XX", "2004، ماه نامعلوم"),
])
def test_dates_are_said_in_persian(text, words):
    with override("fa"):
        assert edtf_in_words(text) == words


def test_our_words_win_over_those_of_django():
    with override("fa"):
        assert str(MONTHS[7]) == str(MONTHS_ALT[7]) == "ژوئیه"
        assert language_name("ckb") == "کردی مرکزی (سورانی)"


def test_foreign_words_are_found_where_the_interface_speaks():
    assert foreign_words('<p>سلام Hello <bdi>Harbour</bdi> <q lang="en">Sea</q> UTC \u2066a.txt\u2069</p>') == {"Hello"}
    assert foreign_words('<nav aria-label="Main"><p dir="auto">Tale</p></nav>') == {"Main"}


def make_rich_document(cast):
    """A document of which every panel shows, and a part of it."""
    collection = Collection.objects.create(code="demo", title="Demo", description="Invented.", is_fictional=True)
    document = make_full_document(cast, collection=collection, content_notes="Grief.", created="1998", rights="Ours",
                                  translated_from="fr", issued_as_printed="March", language=["en", "ckb"])
    give_contribution(document, make_agent("Mira Tal"), "creator", as_printed="", basis="inferred",
                      certainty="uncertain")
    give_thumbnail(document.holdings.get().original)
    stance = document.stances.get(position="against")
    stance.position, stance.neither_reason, stance.rationale = "neither", "mixed", "Both."
    stance.save()
    Capture.objects.create(document=document, requested_url="https://a.example/", tool="saver", status=200)
    DocumentRelation.objects.create(document=document, kind="source", described="A lost letter")
    make_public(document, cast)
    part = make_public(make_document(cast["cataloguer"], parent=document, sequence=1, truncation="silent-end",
                                     boundary_certainty="probable"), cast)
    return document, part


def make_withdrawn(cast, **fields):
    document = make_public(make_full_document(cast), cast)
    move.withdraw_document(document, cast["reviewer"], "privacy", "asked", **fields)
    project_document(document.identifier)
    return document


def pages_of_lists(document):
    """Addresses of every list, and of every thing that the document is listed under."""
    used = PublishedUse.objects.filter(document=document.identifier).values_list("heading__kind", "heading")
    return ["/", "/documents/", "/documents/?sort=oldest&view=gallery", "/documents/?genre=1&from=x&size=7&sort=z",
            "/documents/?q=strike&part=whole&not_language=fa&to=2018", "/documents/?q=zzqx&stance=none",
            "/documents/mix/",
            *(f"/documents/facets/{name}/" for name in LISTED), "/documents/facets/publisher/?find=a",
            *(f"/{name}/{asked}" for name in ("agents", "subjects", "places", "targets", "collections")
              for asked in ("", "?find=zz")),
            *(f"/{kind}s/{identifier}/" for kind, identifier in used),
            f"/collections/{document.collection.identifier}/",
            *(f"/agents/{given.agent.identifier}/" for given in document.contributions.all())]


@pytest.mark.django_db(databases="__all__")
def test_no_page_speaks_english_to_a_persian_reader(cast, client, search_index):
    document, part = make_rich_document(cast)
    agent = document.contributions.get(role="publisher").agent
    agent.names.create(text="HP", kind="abbreviation", language="en")
    agent.characterisations.create(kind="self", statement="We.", speaker="They", date="1999", citation="No. 1")
    agent.relations.create(kind="member", related=make_agent("Guild"), certainty="probable", source="No. 2")
    project_document(document.identifier)
    withdrawn = make_withdrawn(cast), make_withdrawn(cast, is_silent=True)
    search_index()
    pages = [*pages_of_lists(document), "/nothing/", "/documents/compare/",
             f"/documents/compare/?a={document.identifier}&find=zz",
             f"/documents/compare/?a={document.identifier}&b={part.identifier}",
             *(f"/documents/{one.identifier}/" for one in (document, part, *withdrawn)),
             f"/documents/{document.identifier}/concern/"]
    for page in pages:
        answer = client.get(page, headers={"accept-language": "fa"}).content.decode()
        assert '<html lang="fa" dir="rtl">' in answer, page
        assert foreign_words(answer) == set(), page


@pytest.mark.parametrize("answer", [errors.malformed, errors.refused, errors.not_found, errors.broken])
def test_no_refusal_speaks_english_to_a_persian_reader(answer, rf):
    with override("fa"):
        assert foreign_words(answer(rf.get("/")).content.decode()) == set()
