"""What readers see: one file per page, and the files that prepare what a page shows.

Every page is made from the catalog's tables alone. `reader_page` marks a view
as one that anybody may open.
"""
