"""Templates of the public pages: Jinja2, escaped, in the reader's language, and strict about names."""
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template, render_to_string
from django.utils.translation import override
from jinja2 import UndefinedError

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "catalog" / "templates"


@pytest.fixture
def render():
    environment = engines["jinja2"].env
    return lambda source, **context: environment.from_string(source).render(context)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.stem)
def test_every_template_of_the_catalog_is_jinja(path):
    assert get_template(path.relative_to(TEMPLATES).as_posix()).backend is engines["jinja2"]


@pytest.mark.parametrize("name", ["curation/desk.html", "admin/base_site.html", "admin/index.html"])
def test_the_desk_and_the_admin_keep_their_own_templates(name):
    assert get_template(name).backend is engines["django"]


def test_what_a_template_prints_is_escaped(render):
    assert render("{{ x }}", x="<b>") == "&lt;b&gt;"
    assert render("{{ _('%(x)s confidence', x=x) }}", x="<b>") == "&lt;b&gt; confidence"
    assert render("{{ _('<i>100 %%</i>') }}") == "<i>100 %</i>"
    assert render("<p {{ x|lang_dir }}>", x='"><b>') == '<p lang="&quot;&gt;&lt;b&gt;" dir="ltr">'


def test_words_are_those_of_the_reader_of_each_page(render):
    source = ("{{ _('Documents') }} {{ ngettext('%(n)s part', '%(n)s parts', 2) }} {{ v|word('basis') }}"
              "{{ pgettext('between words of a list', ', ') }}{{ get_language() }} {{ is_rtl() }}"
              " {{ tag|language_name }}")
    for _twice in range(2):
        with override("en-gb"):
            assert render(source, tag="fa", v="x") == "Documents 2 parts x, en-gb False Persian"
        with override("fa"):
            assert render(source, tag="fa", v="x") == "سندها 2 بخش x، fa True فارسی"


def test_a_name_that_is_not_given_is_an_error(render):
    for source in ("{{ missing }}", "{{ row.missing }}", "{% if row.missing %}{% endif %}"):
        with pytest.raises(UndefinedError):
            render(source, row={"here": 1})


def test_a_key_of_a_dictionary_comes_before_its_method(render):
    assert render("{{ row.items }} {{ row.keys()|list }}", row={"items": 3}) == "3 ['items']".replace("'", "&#39;")


def test_the_page_for_our_own_faults_needs_no_request():
    assert "<h1>" in render_to_string("catalog/500.html")
