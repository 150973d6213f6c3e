"""The rows of a public document that are counted, filtered or asked for one by one."""
from catalog.models import (
    PublishedContribution,
    PublishedFile,
    PublishedMention,
    PublishedStance,
    PublishedThumbnail,
    PublishedUse,
)

OF_CONTRIBUTION = ("role", "as_printed", "basis", "certainty")
OF_FILE = ("sha256", "size", "media_type", "filename", "sequence")
OF_THUMBNAIL = ("sha256", "size", "media_type", "width", "height", "page")
OF_STANCE = ("identifier", "holder", "position", "coder", "status")


def belonging_of(document, snapshot, stances, agents, headings):
    """{model: rows, not saved}; `agents` and `headings` are the rows of what the document names, by identifier."""
    return {
        PublishedMention: [PublishedMention(document=document, agent=agent) for agent in agents.values()],
        PublishedUse: [PublishedUse(document=document, heading=heading) for heading in headings.values()],
        PublishedContribution: [
            PublishedContribution(document=document, agent=agents[given["agent"]["identifier"]], sequence=place,
                                  **_chosen(given, OF_CONTRIBUTION))
            for place, given in enumerate(snapshot["contributions"], start=1)
        ],
        PublishedFile: [PublishedFile(document=document, **_chosen(file, OF_FILE)) for file in snapshot["files"]],
        PublishedThumbnail: [
            PublishedThumbnail(document=document, original_sha256=file["sha256"], **_chosen(made, OF_THUMBNAIL))
            for file in snapshot["files"] for made in sorted(file["derivatives"], key=lambda made: made["page"])
            if made["kind"] == "thumbnail"
        ],
        PublishedStance: [_stance(document, stance) for stance in stances],
    }


def _stance(document, stance):
    return PublishedStance(
        document=document, target_identifier=stance["target"]["identifier"],
        target_label=stance["target"]["label"], target_agent=stance["target"]["agent"],
        holder_agent=stance["holder_agent"], **_chosen(stance, OF_STANCE),
    )


def _chosen(row, names):
    return {name: row[name] for name in names}
