"""Questions about the public projection, asked by name."""
from django.db import models
from django.db.models import Count, F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce


class PublishedDocumentQuerySet(models.QuerySet):
    """Sets of public documents."""

    def whole(self):
        """Documents that are not parts."""
        return self.filter(parent__isnull=True)

    def for_lists(self):
        """Without what only the document's own page needs, with what a line of a list shows."""
        return (
            self.defer("text", "record", "description", "parent__text", "parent__record", "parent__description")
            .select_related("parent", "collection")
            .prefetch_related(self.contributions_with_agents())
            .with_part_count()
        )

    def contributions_with_agents(self):
        """What to prefetch so that contributions and the names and types of their agents come in one query."""
        contributions = self.model._meta.get_field("contributions").related_model
        return Prefetch("contributions", contributions.objects.select_related("agent").only(
            "document", "role", "as_printed", "basis", "certainty", "agent__name", "agent__types"))

    def with_part_count(self):
        """Each with `part_count`, the number of its public parts."""
        parts = self.model.objects.filter(parent=OuterRef("pk")).order_by().values("parent")
        count = Subquery(parts.annotate(count=Count("pk")).values("count"))
        return self.annotate(part_count=Coalesce(count, 0))

    def newest_issued_first(self):
        """By the earliest day that the date of issue can mean; undated ones come last."""
        return self.order_by(F("issued_earliest").desc(nulls_last=True), "title", "identifier")

    def oldest_issued_first(self):
        return self.order_by(F("issued_earliest").asc(nulls_last=True), "title", "identifier")

    def recently_published_first(self):
        return self.order_by("-published_at", "identifier")
