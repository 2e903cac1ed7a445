"""Pages, PDFs, Word files and workbooks made from plain data; they know charts and tables, never a rule."""
