"""A process that writes the search index until it is killed: `index_writer.py update|rebuild`."""
import sys

import django


def write_until_killed(mode):
    from catalog.models import Change, PublishedDocument
    from catalog.search import update

    update.MOST = 40
    identifiers = list(PublishedDocument.objects.values_list("pk", flat=True))
    while True:
        sys.stdout.write("begins\n")
        sys.stdout.flush()
        if mode == "rebuild":
            update.rebuild_index()
        else:
            Change.objects.bulk_create([Change(identifier=one, is_removal=False) for one in identifiers])
            update.catch_up()


if __name__ == "__main__":
    django.setup()
    write_until_killed(sys.argv[1])
