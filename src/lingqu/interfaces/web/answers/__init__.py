"""Answers on pages: how an outcome of the law is shown, and the assessment of an organisation."""
