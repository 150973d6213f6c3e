"""Moves many documents through the workflow, as one curator, one decision."""
from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from archive.ingest.operator import OperatorUnknown, find_operator
from archive.models import Document
from archive.workflow import transitions
from archive.workflow.transitions import TransitionRefused

VERBS = {
    "submit": lambda document, by, options: transitions.submit_document(document, by),
    "recall": lambda document, by, options: transitions.recall_document(document, by),
    "return": lambda document, by, options: transitions.return_document(document, by, options["comment"]),
    "publish": lambda document, by, options: transitions.publish_document(document, by, options["access"]),
    "embargo": lambda document, by, options: transitions.embargo_document(
        document, by, options["until"], options["reason"]),
    "lift": lambda document, by, options: transitions.lift_embargo(document, by),
    "restrict": lambda document, by, options: transitions.restrict_document(
        document, by, options["access"], options["reason"]),
    "unpublish": lambda document, by, options: transitions.unpublish_document(document, by, options["comment"]),
    "reopen": lambda document, by, options: transitions.reopen_document(document, by),
    "withdraw": lambda document, by, options: transitions.withdraw_document(
        document, by, options["reason"], options["comment"], options["silent"]),
    "restore": lambda document, by, options: transitions.restore_document(document, by, options["comment"]),
}


class Command(BaseCommand):
    help = "Move documents through the workflow, each as its own decision with its own ledger event."

    def add_arguments(self, parser):
        parser.add_argument("transition", choices=VERBS)
        parser.add_argument("identifiers", nargs="*", metavar="ID", help="identifiers of documents")
        parser.add_argument("--batch", metavar="ID", help="all documents that an ingest batch created")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the curator who decides")
        parser.add_argument("--access",
                            help="public, registered, restricted or dark; published without it: as proposed")
        parser.add_argument("--until", type=date.fromisoformat, metavar="DAY",
                            help="the day from which readers find it, YYYY-MM-DD")
        parser.add_argument("--reason", default="", help="category of a withdrawal; why of an embargo or a restriction")
        parser.add_argument("--comment", default="", help="comment of a return, public note of a withdrawal")
        parser.add_argument("--silent", action="store_true", help="a withdrawal that leaves no title")

    def handle(self, *args, transition, identifiers, batch, by, **options):
        try:
            curator = find_operator(by)
        except OperatorUnknown as error:
            raise CommandError(str(error)) from error
        documents = self._documents(identifiers, batch)
        refused = 0
        for document in documents:
            try:
                VERBS[transition](document, curator, options)
            except (TransitionRefused, PermissionDenied) as error:
                refused += 1
                self.stderr.write(f"{document.identifier} “{document}”: {error}")
        self.stdout.write(f"{transition}: {len(documents) - refused} of {len(documents)} documents, {refused} refused")
        if refused:
            raise CommandError("some documents did not move; the reasons stand above")

    def _documents(self, identifiers, batch):
        """Wholes before their parts, so that a part finds its whole published."""
        chosen = Document.objects.filter(identifier__in=identifiers)
        if batch:
            chosen = chosen | Document.objects.filter(batch_items__batch__identifier=batch,
                                                      batch_items__outcome="created")
        documents = sorted(chosen.distinct(), key=lambda document: (document.is_part, document.pk))
        unknown = set(identifiers) - {document.identifier for document in documents}
        if unknown:
            raise CommandError(f"there is no document {', '.join(sorted(unknown))}")
        if not documents:
            raise CommandError(f"no ingest batch {batch} created a document" if batch else
                               "name documents by identifier, or a batch with --batch")
        return documents
