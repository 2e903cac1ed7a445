"""The rows of the registers, one module for each kind of thing."""

from lingqu.books.registers.models.evidence import Evidence, EvidenceLink
from lingqu.books.registers.models.facts import Completeness, Fact
from lingqu.books.registers.models.groups import Consortium, ConsortiumMember, Team
from lingqu.books.registers.models.organisations import Claim, Organisation, Succession
from lingqu.books.registers.models.people import RegisteredPerson
from lingqu.books.registers.models.places import Place
from lingqu.books.registers.models.platforms import Platform
from lingqu.books.registers.models.projects import Award, Project, ProjectPartner
from lingqu.books.registers.models.recognitions import Recognition
from lingqu.books.registers.models.rows import RegisterRow
from lingqu.books.registers.models.views import ImportBatch, SavedView

__all__ = [
    "Award",
    "Claim",
    "Completeness",
    "Consortium",
    "ConsortiumMember",
    "Evidence",
    "EvidenceLink",
    "Fact",
    "ImportBatch",
    "Organisation",
    "Place",
    "Platform",
    "Project",
    "ProjectPartner",
    "Recognition",
    "RegisterRow",
    "RegisteredPerson",
    "SavedView",
    "Succession",
    "Team",
]
