"""A plan document (txt, docx, pdf, html) as parts, tasks and sentences, each with its anchor and digest."""
