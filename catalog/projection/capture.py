"""What readers see of a capture record: where and when, with what, how complete.

Who collected it, the custody transfers and the server's headers can endanger a
person or a source, and stay in the archive.
"""

FIELDS = ("requested_url", "final_url", "redirects", "started_at", "ended_at", "status",
          "organisation", "tool", "tool_version", "conversions", "completeness_note")


def public_captures(snapshot):
    """The capture records of a revision, as dicts; what is not known is empty."""
    return [{name: row[name] for name in FIELDS} for row in snapshot["captures"]]
