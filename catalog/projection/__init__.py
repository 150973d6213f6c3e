"""From reviewed revisions to what the public reads. The only writer of the catalog's tables.

1. visibility.py  is this document public, withdrawn, or hidden (and then: absent)? former.py reads the ledger for it.
2. document.py    its row, chosen field by field from `published_revision.snapshot`; fields.py, spans.py, stance.py,
                  timeline.py, versions.py and capture.py choose the parts of it, line.py what lists show,
                  belonging.py the rows that are counted.
3. agent.py       the agents that public documents name, and how these relate; heading.py the subjects,
                  places and targets that they use; name.py every form of all their names.
4. renamed.py     notes what is called differently than before; renewal.py lets other documents say it too.
   merged.py      lets what was merged stand under its primary, and its old address lead there.
5. neighbours.py  which other documents change with it: its parts, and those that refer to it.
6. project.py     `project_document(identifier)` does all of this in one transaction;
   authority.py   `project_name(record)` the same after a record that documents name was saved.
   codebook.py    the rules by which labels are made, every version.
7. rebuild.py     everything anew, or with stale.py only what is behind.
8. removal.py     takes a document away when projecting it failed.

Whatever is not named in these files stays in the archive. Writers stand in a
line (writing.py), and read the archive only after their turn has come: a slow
publication can not undo a withdrawal that was faster.
"""
from catalog.projection.authority import project_name
from catalog.projection.project import project_document
from catalog.projection.rebuild import project_stale, rebuild_projection
from catalog.projection.removal import remove_document

__all__ = ["project_document", "project_name", "project_stale", "rebuild_projection", "remove_document"]
