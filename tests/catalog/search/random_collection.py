"""A few dozen random documents, written straight into the projection, with up to seven values for a facet."""
import datetime
import random
import uuid

from catalog.models import (
    PublishedAgent,
    PublishedCollection,
    PublishedContribution,
    PublishedDocument,
    PublishedFile,
    PublishedHeading,
    PublishedMention,
    PublishedStance,
    PublishedUse,
)

# Words that the English stemmer leaves as they are; names and labels have other words.
WORDS = ("kestrow", "sluic", "harbour", "lamp", "quill", "tarn", "bridg", "mill")
TYPES = ("ngo", "court", "individual", "news-agency", "academic", "coalition", "parliament", "state-body")
POSITIONS = ("favor", "against", "neither")
LANGUAGES = ("en", "fa", "ar", "fr")
NOW = datetime.datetime(2024, 5, 1, 12, tzinfo=datetime.UTC)


class RandomCollection:
    """Everything of one seed is in the database afterwards; the lists say which values there are."""

    def __init__(self, seed, size):
        self.chance = random.Random(seed)
        self.agents = [self._agent(number) for number in range(12)]
        self.headings = {kind: [self._heading(kind, number) for number in range(9)]
                         for kind in ("subject", "place", "target")}
        self.collections = [
            PublishedCollection.objects.create(identifier=self.identifier(), title=f"Holding {n}") for n in range(2)]
        self.documents = []
        for _number in range(size):
            self.documents.append(self._document())

    def identifier(self):
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))

    def some(self, values, most=7):
        """Up to `most` different ones; often few, sometimes more than the index has columns for."""
        wanted = min(self.chance.choice((0, 1, 1, 2, 3, most)), len(values))
        return self.chance.sample(list(values), wanted)

    def _agent(self, number):
        return PublishedAgent.objects.create(
            identifier=self.identifier(), name=f"Agent{number}", kind="organisation", record_version=1,
            types=[{"type": kind, "period": ""} for kind in self.some(TYPES, 3)])

    def _heading(self, kind, number):
        return PublishedHeading.objects.create(identifier=self.identifier(), kind=kind, label=f"{kind}{number}")

    def _words(self, most):
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, most)))

    def _document(self):
        chance = self.chance
        day = datetime.date(chance.randint(1976, 1984), chance.randint(1, 12), 1) if chance.random() < 0.8 else None
        document = PublishedDocument.objects.create(
            identifier=self.identifier(), title=self._words(4), text=self._words(12), type="Text",
            genre=chance.choice(("", "leaflet", "news-report")), language=self.some(LANGUAGES, 4),
            issued_earliest=day, issued_latest=day, record={"alternative": [self._words(2)]}, record_version=1,
            collection=chance.choice((None, *self.collections)), published_at=NOW - self._while(),
            parent=chance.choice(self.documents) if self.documents and chance.random() < 0.3 else None)
        for role in ("publisher", "creator"):
            for place, agent in enumerate(self.some(self.agents)):
                PublishedContribution.objects.create(document=document, agent=agent, role=role, sequence=place)
        agents = {one.agent for one in document.contributions.all()}
        PublishedMention.objects.bulk_create(PublishedMention(document=document, agent=agent) for agent in agents)
        self._describe(document)
        return document

    def _while(self):
        return datetime.timedelta(days=self.chance.randint(0, 3))

    def _describe(self, document):
        targets = self.some(self.headings["target"])
        used = [*self.some(self.headings["subject"]), *self.some(self.headings["place"]), *targets]
        PublishedUse.objects.bulk_create(PublishedUse(document=document, heading=heading) for heading in used)
        for target in targets:
            for position in self.chance.sample(POSITIONS, self.chance.randint(1, 2)):
                PublishedStance.objects.create(
                    identifier=self.identifier(), document=document, target_identifier=target.pk,
                    target_label=target.label, holder="narrator", position=position, status="approved")
        if self.chance.random() < 0.4:
            PublishedFile.objects.create(
                document=document, sha256="ab" * 32, size=1, media_type="text/plain", filename="a.txt", sequence=1)
