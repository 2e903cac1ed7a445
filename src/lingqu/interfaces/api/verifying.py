"""Operations by which an office verifies the facts of organisations, and takes that back.

Its one law: the verified value stands beside the declared one; nobody verifies what is their own affair.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from lingqu.books.accounts.tokens import Scope
from lingqu.books.registers import facts
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.fact_permissions import FACTS_VERIFY, office_of
from lingqu.books.registers.operations import UnableToOverwrite
from lingqu.interfaces.api import fact_shapes as shapes
from lingqu.interfaces.api.asker import act_of, asker_of
from lingqu.interfaces.api.declaring import JSON, operation
from lingqu.interfaces.api.own_facts import (
    TAG,
    FactKey,
    OrganisationKey,
    conflict,
    fact_at,
    pack_of,
    record_of,
    typed,
)
from lingqu.interfaces.api.register_shapes import Ended
from lingqu.interfaces.api.versions import IfMatch, version_read
from lingqu.reports.wording import Words

router = Router()


@operation(
    router, "POST", "/organisations/{key}/facts/{fact}/verify", name="organisation_facts_verify", tag=TAG,
    permission=FACTS_VERIFY, scope=Scope.VERIFY_FACTS, answers=shapes.FactStands, takes=(JSON,),
    problems={409: shapes.FactConflict},
    words=Words(
        "核定一个事实；与申报数不同时须写明理由",
        "Verify a fact; a value that differs from what was declared needs a reason",
    ),
)  # fmt: skip
def verified(
    request: HttpRequest, key: OrganisationKey, fact: FactKey, given: shapes.FactVerified, if_match: IfMatch = None
) -> Any:
    """Verify a fact."""
    row = fact_at(request, key, fact, FACTS_VERIFY)
    version = version_read(given.version, if_match)
    office = office_of(asker_of(request).person, of_organisation(row.organisation))
    act = act_of(request, party=str(row.organisation_id), reason=given.reason)
    try:
        return record_of(
            facts.verify(
                pack=pack_of(), key=row.key, version=version, typed=typed(given.value), office=office, act=act
            )
        )  # fmt: skip
    except UnableToOverwrite:
        return conflict(request, fact)


@operation(
    router, "POST", "/organisations/{key}/facts/{fact}/take-back", name="organisation_facts_take_back", tag=TAG,
    permission=FACTS_VERIFY, scope=Scope.VERIFY_FACTS, answers=shapes.FactStands, takes=(JSON,),
    problems={409: shapes.FactConflict},
    words=Words(
        "撤回核定，须写原因；申报数不变",
        "Take a verification back, with the reason; what was declared stands",
    ),
)  # fmt: skip
def taken_back(
    request: HttpRequest, key: OrganisationKey, fact: FactKey, given: Ended, if_match: IfMatch = None
) -> Any:
    """Take a verification back."""
    row = fact_at(request, key, fact, FACTS_VERIFY)
    version = version_read(given.version, if_match)
    act = act_of(request, party=str(row.organisation_id), reason=given.reason)
    try:
        return record_of(facts.take_back(key=row.key, version=version, act=act))
    except UnableToOverwrite:
        return conflict(request, fact)
