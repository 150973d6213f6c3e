"""Who may send files into a collection, and who may touch an upload that was begun."""
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from archive.models import Collection, IngestBatch
from archive.permissions import grants_of, has_role_everywhere, may
from archive.workflow.states import Role


def may_send_into(user, collection):
    """Whether `user` may take files into `collection` (None: into no collection), as drafts of their own."""
    return may(user, "add", "batch", IngestBatch(collection=collection))


def require_sending(user, collection):
    """Raise PermissionDenied, in words, unless `may_send_into`."""
    if may_send_into(user, collection):
        return
    if collection is None:
        raise PermissionDenied(_("Choose a collection: you may send files only into those that were granted to you."))
    raise PermissionDenied(_("You may not send files into the collection “%(name)s”.") % {"name": collection})


def require_sender(upload, user):
    """Raise PermissionDenied unless `user` may go on with this upload: its sender, or an administrator."""
    if user.pk != upload.sent_by_id and not has_role_everywhere(user, Role.ADMINISTRATOR):
        raise PermissionDenied(_("Only the person who began to send this file may go on."))
    require_sending(user, upload.batch.collection)


def collections_for(user):
    """The collections that `user` may send files into."""
    if has_role_everywhere(user, Role.CATALOGUER):
        return Collection.objects.all()
    return Collection.objects.filter(pk__in=list(grants_of(user)))
