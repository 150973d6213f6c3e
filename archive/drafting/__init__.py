"""What happens to a draft between two saves, and from one draft to the next.

entries.py  keeps what somebody typed and has not saved yet
copying.py  a new draft from an old one; one description onto several drafts
"""
