# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of this room; each lives beside what writes it."""

from geleit.handover.transfers.models import Transfer, TransferredCase

__all__ = ["Transfer", "TransferredCase"]
