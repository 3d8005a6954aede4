# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which fields of a list have a place in the file of a person. Pure."""

from geleit.persons.enums import ChannelKind
from geleit.spreadsheets.column_names import Field

# The fields of a list and the columns of a person that they fill.
PERSON = {
    Field.FULL_NAME: ("family_name", "given_names"),
    Field.FAMILY_NAME: ("family_name",),
    Field.GIVEN_NAMES: ("given_names",),
    Field.BIRTH: ("born_on", "birth_precision"),
    Field.SEX: ("sex",),
    Field.NATIONALITY: ("nationality",),
    Field.LANGUAGE: ("language",),
    Field.GERMAN_LEVEL: ("german_level",),
    Field.BENEFIT_AGENCY: ("benefit_agency",),
}
# The fields that become contact channels, by the kind of channel.
WAYS = {Field.PHONE: ChannelKind.PHONE, Field.EMAIL: ChannelKind.EMAIL}
# What becomes a line of the remark; None is a column without a meaning.
IN_WORDS: frozenset[Field | None] = frozenset({Field.REMARK, None})
# Of these a new value is a line of the remark, too.
LINES = IN_WORDS | {Field.SENDING_ORGANISATION}
# The fields of a list and the columns of the home of a household that they fill.
STAY = {
    Field.STREET: ("street",),
    Field.HOUSING_UNIT: ("unit",),
    Field.POSTCODE: ("postcode",),
    Field.CITY: ("city",),
    Field.ADDRESS: ("street", "postcode", "city"),
    Field.HOUSING_TYPE: ("kind",),
    Field.MOVED_IN_ON: ("moved_in_on",),
}
STATUS = frozenset({Field.RESIDENCE_STATUS, Field.STATUS_VALID_UNTIL})
TAKEN = frozenset(PERSON) | frozenset(WAYS) | STATUS


def can_be_taken(
    name: Field | None, *, is_readable: bool, is_filled: bool, is_mending: bool, is_first: bool
) -> bool:
    """Whether what a list says now has a place in the file.

    Where a household lives is a matter of the file: only what no list said before is taken, and what
    mends the same list.
    """
    if name in LINES:
        return is_filled
    if name in STAY:
        return is_readable and (is_first or is_mending)
    return is_readable and name in TAKEN
