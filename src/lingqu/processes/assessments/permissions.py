"""Who may see and save the assessment of an organisation."""

from __future__ import annotations

from lingqu.books.accounts.permissions import member, office_in_charge, permission, voucher

ANSWERS_SEE = permission("answers.see", office_in_charge | member)
ANSWERS_SAVE = permission("answers.save", member | voucher)
# an office states what it has found, not what an applicant answers
ANSWERS_TAKE_OVER = permission("answers.take_over", member)
