"""Text in which a table has lost its columns: copied from a page, a preview, a legal database.

Each module knows one way in which they were lost, and gives the grid back, or None where the text isn't so.
"""
