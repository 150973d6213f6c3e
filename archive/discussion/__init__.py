"""What curators say to each other about a record: comments in `comment.py`, e-mail in `notice.py`; never public."""
