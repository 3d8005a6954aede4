# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads what the administrator typed; saves nothing."""

import struct
from typing import Any

from allauth.account.forms import ChangePasswordForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.kern.renderer import DayInput
from geleit.organisations.models import Organisation


def new_password_field(label: Any) -> forms.CharField:
    """Return a field whose signs are taken as they are, spaces at the ends too."""
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, strip=False, max_length=1000, widget=widget)


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


class RedeemForm(forms.Form):
    """A code from the administrator, and the password that its owner chooses."""

    email = forms.EmailField(
        label=_("E-Mail"), max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )  # fmt: skip
    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("Vier Gruppen aus Buchstaben und Ziffern."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )  # fmt: skip
    password1 = new_password_field(_("Neues Passwort"))
    password2 = new_password_field(_("Neues Passwort noch einmal"))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first, second = values.get("password1"), values.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Die beiden Passwörter sind nicht gleich."))
        return values

    def refuse_password(self, error: ValidationError) -> None:
        self.add_error("password1", error)


class OwnPasswordForm(ChangePasswordForm):
    """A new password that is not the one somebody else may know."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("password1") and values["password1"] == values.get("oldpassword"):
            self.add_error("password1", _("Bitte ein anderes als das bisherige wählen."))
        return values


def code_field(help_text: Any = "") -> forms.CharField:
    """Return a field for six or eight digits; a telephone shows the keyboard for numbers."""
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    widget = forms.TextInput(attrs=attributes)
    return forms.CharField(label=_("Code"), max_length=20, widget=widget, help_text=help_text)


class CodeForm(AuthenticateForm):
    """The second step of signing in."""

    code = code_field(_("Sechs Ziffern aus der App, oder ein Wiederherstellungscode."))


class CodeAgainForm(ReauthenticateForm):
    """The same code before something about the account is changed."""

    code = code_field(_("Sechs Ziffern aus der App, oder ein Wiederherstellungscode."))


class AppForm(ActivateTOTPForm):
    """The first code of an app shows that it knows the secret."""

    code = code_field(_("Die sechs Ziffern, die Ihre App jetzt zeigt."))


class PasskeyForm(AddWebAuthnForm):
    """A new passkey; what the browser answers comes in a hidden field."""

    name = forms.CharField(
        label=_("Name des Passkeys"), max_length=60, required=False,
        help_text=_("Woran Sie ihn erkennen, zum Beispiel „Diensthandy“."),
    )  # fmt: skip
    passwordless = forms.BooleanField(
        label=_("Mit diesem Passkey ohne Passwort anmelden"),
        initial=True,
        required=False,
        help_text=_("Das Gerät fragt dann nach Fingerabdruck, Gesicht oder PIN."),
    )

    def clean(self) -> dict[str, Any]:
        """Say that an answer which is none of a device cannot be read; the library raises whatever."""
        try:
            return super().clean() or {}
        except (ValueError, LookupError, TypeError, AttributeError, struct.error) as error:
            raise get_adapter().validation_error("incorrect_code") from error
