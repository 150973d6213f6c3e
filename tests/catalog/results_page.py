"""A page of results as a reader sees it, and a shelf of documents to be found."""
import lxml.html

from archive.models import Collection, Genre, StanceTarget, Subject
from catalog.search.update import bring_up_to_date
from tests.base import make_agent, make_document
from tests.catalog.material import give_contribution, give_file, give_stance, make_public, span

STRIKE = "The strike at Kestrow Sluice entered its third week. The union said it would go on."
ANSWER = "The ministry called the strike unlawful. Nobody was at the gate."


class Page:
    """What a GET answered."""

    def __init__(self, client, address, **headers):
        self.client, self.answer = client, client.get(address, **headers)
        self.html = self.answer.content.decode()
        self.tree = lxml.html.document_fromstring(self.html)

    def texts(self, path):
        """The text of each element, its spaces as one."""
        return [" ".join(one.text_content().split()) for one in self.tree.xpath(path)]

    def rows(self, path):
        """The cells of each row of a table, with spaces between them."""
        return [" ".join(cell.text_content().strip() for cell in row) for row in self.tree.xpath(path)]

    def open(self, path):
        """The page that the first link at `path` leads to."""
        return Page(self.client, self.tree.xpath(path)[0].get("href"))

    @property
    def titles(self):
        return self.texts("//a[@class='result-title']")

    @property
    def count(self):
        return self.texts("//p[@class='result-count']")[0]

    @property
    def chips(self):
        return [text.removesuffix(" ×remove") for text in self.texts("//a[@class='chip']")]

    def facet(self, name):
        """{label: count} of one facet; a chosen value has a tick, an excluded one a minus before its label."""
        return dict(map(self.value, self.tree.xpath(f"//section[@aria-labelledby='facet-{name}']//li")))

    def value(self, line):
        marks = {"value is-chosen": "✓", "value is-excluded": "−"}
        label, count = (line.xpath(f".//span[@class='{name}']")[0].text_content() for name in ("value-label", "count"))
        return marks.get(line.get("class"), "") + label, int(count)

    def choose(self, facet, label, link="value-name"):
        return self.open(f"//section[@aria-labelledby='facet-{facet}']"
                         f"//li[.//span[@class='value-label']='{label}']/a[@class='{link}']")


def fill_shelf(cast):
    """Five documents and a part, public and in the index; returns what they have in common, by name."""
    coder = cast["cataloguer"]
    watch, ministry = make_agent("Quayside Watch"), make_agent("Ministry of Locks")
    watch.types.create(type="ngo")
    ministry.types.create(type="state-body")
    watch.names.create(text="QSW", kind="abbreviation")
    letter = Genre.objects.create(code="letter", label="letter")
    things = {
        "watch": watch, "ministry": ministry, "subject": Subject.objects.create(label="Strikes"),
        "collection": Collection.objects.create(code="c", title="Papers"),
        "target": StanceTarget.objects.create(label="the strike", kind="entity"),
    }
    rows = [
        {"title": "One", "issued": "1999-01", "text": STRIKE, "by": watch, "stance": ("favor", "it would go on")},
        {"title": "Two", "issued": "2001", "language": ["fa"], "by": watch},
        {"title": "Three", "genre": letter, "text": ANSWER, "by": ministry, "stance": ("against", "unlawful")},
        {"title": "Four", "issued": "1998~", "collection": things["collection"],
         "description": "About QSW & <others>."},
        {"title": "Five", "issued": "/1997"},
    ]
    for row in rows:
        things[row["title"]] = document = add_document(coder, cast, things, **row)
    things["part"] = make_document(coder, title="A part", parent=document, sequence=1)
    make_public(things["part"], cast)
    bring_up_to_date()
    return things


def add_document(coder, cast, things, text="", by=None, stance=None, **fields):
    """One public document, with what is given of text, publisher and stance of its narrator."""
    document = make_document(coder, **fields)
    if by:
        give_contribution(document, by)
        document.subjects.add(things["subject"])
    if text:
        version = give_file(document, text=f"{text} No. {document.pk}.").texts.get()
        position, words = stance
        give_stance(document, coder, span(version, words), position=position, target=things["target"])
    return make_public(document, cast)
