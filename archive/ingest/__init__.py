"""From a received file to an acknowledged draft, one small file per stage.

walk.py, intake.py   which files: from folders, or from the desk's upload form
receive.py           their bytes go into the write-once store
reading.py           extraction/ takes type, text, metadata and pictures from them, in child processes
suggestions.py       what a file says about itself, as the first fields of its draft
draft.py             the rows and events of a group, in one transaction
batch.py             many files: resumable, idempotent, and a report that reconciles
described.py         files together with description/, the spreadsheets that describe them
"""
