"""Questions about sets of records, asked by name."""
from django.db import models
from django.utils import timezone

from archive.permissions import grants_of, roles_of


class DocumentQuerySet(models.QuerySet):
    """Sets of documents that the workflow knows by name."""

    def published(self):
        """Documents that have a reviewed revision and are not withdrawn.

        The working copy may be a draft again: readers keep the published revision.
        """
        return self.filter(published_revision__isnull=False).exclude(state="withdrawn")

    def public(self, today=None):
        """Published documents whose own access and embargo let everybody read them.

        A part must also have a public parent; `catalog/projection/visibility.py` sees to it.
        """
        if today is None:
            today = timezone.now().date()
        open_now = models.Q(embargo_until__isnull=True) | models.Q(embargo_until__lte=today)
        return self.published().filter(open_now, access_level="public")

    def visible_to(self, user):
        """Documents that this person may see at the desk: all, or those of the collections granted to them."""
        if roles_of(user):
            return self
        return self.filter(collection__in=list(grants_of(user)))

    def with_whole(self, user):
        """Each with the title of its whole as `whole_title`: None where it is none, or `user` may not see it."""
        title, theirs = models.F("parent__title"), models.Q(parent__collection__in=list(grants_of(user)))
        return self.annotate(whole_title=title if roles_of(user) else models.Case(models.When(theirs, then=title)))

    def whole(self):
        """Documents that are not parts."""
        return self.filter(parent__isnull=True)

    def belongings(self, rows):
        """Those `rows` of another table whose `document` is of this set.

        Of all documents every row belongs to one: the database is not asked which.
        """
        if self.query.has_filters() or self.query.is_sliced:
            return rows.filter(document__in=self.values("pk"))
        return rows


class AgentQuerySet(models.QuerySet):
    """Sets of agents."""

    def named(self, text):
        """Agents whose heading or any recorded name is exactly `text`."""
        return self.filter(models.Q(name=text) | models.Q(names__text=text)).distinct()


class StanceQuerySet(models.QuerySet):
    """Sets of stance annotations."""

    def current(self):
        return self.exclude(status="superseded")
