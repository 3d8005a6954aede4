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
STATUS = frozenset({Field.RESIDENCE_STATUS, Field.STATUS_VALID_UNTIL})
TAKEN = frozenset(PERSON) | frozenset(WAYS) | STATUS
