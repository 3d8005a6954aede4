# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts that stand encrypted in the database: keys, seals, and what goes wrong with them.

Two layers (docs/verschluesselung.md): master keys are files beside the database (`ring`); they
wrap data keys, which stand in the table `DataKey` (`data_keys`); a subkey of a data key for each
column seals the values (`cipher`). `columns` walks over sealed columns, `rotation` changes keys.
"""

from geleit.core.vault.cipher import Sealed
from geleit.core.vault.data_keys import seal, seal_bytes, unseal, unseal_bytes
from geleit.core.vault.ring import KeyMissing

__all__ = ["KeyMissing", "Sealed", "seal", "seal_bytes", "unseal", "unseal_bytes"]
