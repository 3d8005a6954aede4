# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads what the administrator typed; saves nothing."""

from typing import Any

from allauth.account.forms import ChangePasswordForm
from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.kern.renderer import DayInput
from geleit.organisations.models import Organisation


class RoleForm(forms.Form):
    """A role in an organisation for a time."""

    role = forms.ChoiceField(label=_("Rolle"), choices=[("", _("Bitte wählen")), *Role.choices])
    organisation: Any = forms.ModelChoiceField(
        None, label=_("Organisation"), empty_label=_("Bitte wählen")
    )
    starts_on = forms.DateField(label=_("erster Tag"), widget=DayInput, initial=localdate)
    ends_on = forms.DateField(
        label=_("letzter Tag"),
        widget=DayInput,
        required=False,
        help_text=_("Leer lassen, wenn kein Ende feststeht."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = Organisation.objects.order_by("name")
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class AccountForm(RoleForm):
    """A new account with its first role."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-Mail"), max_length=254, help_text=_("Damit meldet sich die Person an.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["name", "email"])


class EndForm(forms.Form):
    """The last day of a role."""

    last_day = forms.DateField(
        label=_("letzter Tag"),
        widget=DayInput,
        required=False,
        help_text=_("Leer lassen: endet sofort."),
    )

    def __init__(self, data: Any = None, *, membership: Any) -> None:
        super().__init__(data, auto_id=f"id_{membership.pk}_%s")


class OwnPasswordForm(ChangePasswordForm):
    """A new password that is not the one somebody else may know."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("password1") and values["password1"] == values.get("oldpassword"):
            self.add_error("password1", _("Bitte ein anderes als das bisherige wählen."))
        return values
