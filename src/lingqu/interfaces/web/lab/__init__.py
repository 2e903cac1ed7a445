"""The Policy Lab: drafts, their editor with impact beside it, and the versions that two persons publish."""
