"""All registers by name.

Its one law: a register that is not entered here has no page, no API and no import.
"""

from __future__ import annotations

from lingqu.books.registers.declaration import Register
from lingqu.books.registers.declared.awards import AWARDS
from lingqu.books.registers.declared.consortia import CONSORTIA
from lingqu.books.registers.declared.organisations import ORGANISATIONS
from lingqu.books.registers.declared.people import PEOPLE
from lingqu.books.registers.declared.places import PLACES
from lingqu.books.registers.declared.platforms import PLATFORMS
from lingqu.books.registers.declared.projects import PROJECTS
from lingqu.books.registers.declared.recognitions import RECOGNITIONS
from lingqu.books.registers.declared.teams import TEAMS


class UnableToFindRegister(LookupError):
    """No register has this name."""


_REGISTERS = {
    each.name: each
    for each in (ORGANISATIONS, PLACES, PLATFORMS, RECOGNITIONS, PROJECTS, AWARDS, PEOPLE, TEAMS, CONSORTIA)
}


def registers() -> dict[str, Register]:
    """The registers by name, in the order they are shown."""
    return dict(_REGISTERS)


def register(name: str) -> Register:
    """Find a register. Raises `UnableToFindRegister`."""
    if name not in _REGISTERS:
        raise UnableToFindRegister(name)
    return _REGISTERS[name]
