# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns that stand encrypted in the database and plain in Python.

Only whether a value is there can be asked of the database: null, or empty. Everything else is a
TypeError, because the database sees nothing but seals. An empty text stays an empty text, so that
constraints on it keep their meaning. Label and name of a field are part of its seal: who renames
a field or its model needs a migration that seals anew.
"""

import json
from typing import Any, NoReturn

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.lookups import Exact, IsNull

from geleit.core import vault


class ExactlyEmpty(Exact):
    """The one comparison that a sealed column allows."""

    def get_prep_lookup(self) -> Any:
        if self.rhs is None or (isinstance(self.rhs, str | bytes) and not self.rhs):
            return self.rhs
        raise TypeError(refusal(self.lhs.output_field, "exact"))


class SealedField(models.Field):
    """What the three kinds have in common; `seal` and `unseal` are theirs."""

    is_sealed = True
    column_label = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        for option in ("db_index", "unique", "primary_key", "db_default", "choices"):
            if kwargs.get(option) not in (None, False, models.NOT_PROVIDED):
                raise TypeError(f"{type(self).__name__} takes no {option}: two seals never agree.")
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: Any, name: str, *args: Any) -> None:
        super().contribute_to_class(cls, name, *args)
        self.column_label = f"{cls._meta.label_lower}.{name}"

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return IsNull
        return ExactlyEmpty if lookup_name == "exact" else refuse(self, lookup_name)

    def get_transform(self, lookup_name: str) -> NoReturn:
        refuse(self, lookup_name)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value is None or hasattr(value, "as_sql"):
            return value
        return self.seal(value, connection)

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        return value if value is None else self.unseal(value)

    def seal(self, value: Any, connection: Any) -> Any:
        raise NotImplementedError

    def unseal(self, value: Any) -> Any:
        raise NotImplementedError


def refusal(field: Any, lookup: str) -> str:
    return (
        f"{field.column_label} is encrypted: the database cannot look for {lookup!r} in it. "
        "Ask only whether it is empty (exact '') or null, or compare in Python."
    )


def refuse(field: Any, lookup: str) -> NoReturn:
    raise TypeError(refusal(field, lookup))


class EncryptedTextField(SealedField, models.TextField):
    """A text; `max_length` counts the letters of the plain one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def seal(self, value: Any, connection: Any) -> Any:
        text = self.get_prep_value(value)
        if self.max_length is not None and len(text) > self.max_length:
            raise ValueError(f"{self.column_label}: longer than {self.max_length} letters.")
        return vault.seal(text, self.column_label) if text else ""

    def unseal(self, value: Any) -> Any:
        return vault.unseal(value, self.column_label) if value else ""


class EncryptedJSONField(SealedField):
    """Lists and dictionaries; an empty one is sealed like any other."""

    def get_internal_type(self) -> str:
        return "TextField"

    def seal(self, value: Any, connection: Any) -> Any:
        return vault.seal(json.dumps(value, ensure_ascii=False), self.column_label)

    def unseal(self, value: Any) -> Any:
        return json.loads(vault.unseal(value, self.column_label))


class EncryptedBinaryField(SealedField, models.BinaryField):
    """Bytes, such as a file; none stay none."""

    def seal(self, value: Any, connection: Any) -> Any:
        plain = bytes(value)
        sealed = vault.seal_bytes(plain, self.column_label) if plain else b""
        return connection.Database.Binary(sealed)

    def unseal(self, value: Any) -> Any:
        sealed = bytes(value)
        return vault.unseal_bytes(sealed, self.column_label) if sealed else b""
