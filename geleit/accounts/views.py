# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The administrator's pages: who has an account, in which role, and until when."""

from typing import Any

from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import remove_webauthn
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts import access_actions, actions, rules, second_factor, second_person, sso
from geleit.accounts.access_views import show_code
from geleit.accounts.forms import AccountForm, EndForm, OwnPasswordForm, RedeemForm, RoleForm
from geleit.accounts.middleware import is_attested
from geleit.accounts.models import Membership, Role, User
from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.core.problems import Refused
from geleit.kern.keyset import page_of


@requires(Permission.ADMINISTER)
def users(request: HttpRequest) -> HttpResponse:
    """List the accounts by e-mail address, with what they may be today."""
    asked = request.GET.get("q", "").strip()
    rows = User.objects.filter(Q(name__icontains=asked) | Q(email__icontains=asked))
    active = Membership.objects.active(on=localdate()).select_related("organisation")
    rows = rows.prefetch_related(Prefetch("memberships", active.order_by("pk"), "roles_today"))
    context = {"page": page_of(request, rows, key="email"), "asked": asked}
    return render(request, "accounts/users.html", context)


@requires(Permission.ADMINISTER)
@require_http_methods(["GET", "POST"])
@sensitive_variables("code")
def new(request: UserRequest) -> HttpResponse:
    form = AccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user, code = access_actions.open_account(
                by=request.user, at=now(), on=localdate(), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _code_or_wait(request, user, code)
    return render(request, "accounts/new.html", {"form": form}, status=422 if form.errors else 200)


@sensitive_variables("code")
def _code_or_wait(request: HttpRequest, user: User, code: str | None) -> HttpResponse:
    if code is not None:
        return show_code(request, user, code)
    text = _("Eine Leitung des Trägers muss zustimmen. Sie sieht die Bitte auf ihrer Startseite.")
    messages.success(request, text)
    return redirect("accounts:user", user.pk)


@requires(Permission.ADMINISTER)
@require_http_methods(["GET", "POST"])
def user(request: UserRequest, user_id: int) -> HttpResponse:
    """Show one account with all its roles, and give it another one."""
    account = get_object_or_404(User, pk=user_id)
    form = RoleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            is_given = access_actions.ask_for_role(
                account, by=request.user, at=now(), on=localdate(), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if not is_given:
                return _code_or_wait(request, account, None)
            messages.success(request, _("Die Rolle ist eingetragen."))
            return redirect("accounts:user", account.pk)
    return _account(request, account, form=form)


def _account(request: HttpRequest, account: User, **sent: Any) -> HttpResponse:
    roles = account.memberships.select_related("organisation").order_by("-starts_on", "-pk")
    roles = roles.prefetch_related("covered__agreement")
    today = localdate()
    context: dict[str, Any] = {
        "account": account,
        "today": today,
        "has_factor": second_factor.has_factor(account),
        "questions": account.access_questions.filter(decided_at=None).select_related(
            "organisation", "asked_by"
        ),
        "removal": account.factor_removals.filter(decided_at=None).first(),
        "code": account.access_codes.filter(used_at=None, ends_at__gt=now()).last(),
        "is_bound": SocialAccount.objects.filter(user=account).exists(),
        "form": RoleForm(),
        "roles": [
            {
                "role": role,
                "can_be_limited": role.role != Role.ADMINISTRATOR,
                "is_over": bool(role.ends_on and role.ends_on < today),
                "form": EndForm(membership=role),
            }
            for role in roles
        ],
    }
    context |= sent
    context["errors"] = next((form for form in sent.values() if form.errors), None)
    status = 422 if context["errors"] else 200
    return render(request, "accounts/user.html", context, status=status)


@requires(Permission.ADMINISTER)
@require_POST
def end_role(request: HttpRequest, user_id: int, role_id: int) -> HttpResponse:
    role = get_object_or_404(Membership, pk=role_id, user=user_id)
    form = EndForm(request.POST, membership=role)
    if form.is_valid():
        try:
            actions.end_role(role, by=request.user, on=localdate(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Das Ende ist eingetragen."))
            return redirect("accounts:user", user_id)
    return _account(request, role.user, end_form=form)


@requires(Permission.ADMINISTER)
@require_POST
@sensitive_variables("code")
def issue_code(request: UserRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    try:
        code = access_actions.ask_for_code(account, by=request.user, on=localdate(), at=now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("accounts:user", account.pk)
    return _code_or_wait(request, account, code)


@requires(Permission.ADMINISTER)
@require_POST
def end_sessions(request: UserRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    actions.end_sessions(account, by=request.user)
    messages.success(request, _("Die Person ist überall abgemeldet."))
    return redirect("accounts:user", account.pk)


@requires(Permission.ADMINISTER)
@require_POST
def release_identity(request: UserRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    actions.release_identity(account, by=request.user)
    messages.success(request, _("Das Konto ist gelöst. Beim nächsten Anmelden zählt die E-Mail."))
    return redirect("accounts:user", account.pk)


@requires(Permission.ADMINISTER)
@require_POST
def deactivate(request: HttpRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    try:
        actions.deactivate(account, by=request.user, on=localdate())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Das Konto ist geschlossen."))
    return redirect("accounts:user", account.pk)


@requires(Permission.ADMINISTER)
@require_POST
def activate(request: HttpRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    actions.activate(account, by=request.user)
    messages.success(request, _("Das Konto ist wieder offen."))
    return redirect("accounts:user", account.pk)


@requires(Permission.ADMINISTER)
@require_POST
def remove_factors(request: UserRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    if actions.ask_to_remove_factors(account, by=request.user, on=localdate(), at=now()):
        text = _("Der zweite Faktor ist entfernt und die Person überall abgemeldet.")
    else:
        text = _("Eine zweite Person muss zustimmen. Sie sieht die Bitte auf ihrer Startseite.")
    messages.success(request, text)
    return redirect("accounts:user", account.pk)


@requires(Permission.CONFIRM_ACCESS, Permission.ADMINISTER)
@require_POST
def decide_removal(request: UserRequest, removal_id: int, granted: bool) -> HttpResponse:  # noqa: FBT001
    """Let the second person say whether it really was the colleague who asked."""
    open_ones = second_person.removals_for(request.user, on=localdate())
    removal = next((row for row in open_ones if row.pk == removal_id), None)
    if removal is None:
        raise Http404
    try:
        actions.decide_removal(removal, granted=granted, by=request.user, on=localdate(), at=now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        words = {
            True: _("Der zweite Faktor ist entfernt und die Person überall abgemeldet."),
            False: _("Abgelehnt. Der zweite Faktor bleibt."),
        }
        messages.success(request, words[granted])
    return redirect("desk:home")


@login_not_required
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def redeem_code(request: HttpRequest) -> HttpResponse:
    """Let a person choose a password with a code. Which of address and code is wrong: unsaid."""
    form = RedeemForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = _owner_of_code(request, form)
        if user is not None and _choose(form, user):
            messages.success(request, _("Ihr Passwort gilt. Bitte melden Sie sich damit an."))
            return redirect("account_login")
    status = 422 if form.errors else 200
    return render(request, "accounts/redeem.html", {"form": form}, status=status)


@sensitive_variables()
def _owner_of_code(request: HttpRequest, form: RedeemForm) -> User | None:
    """Return whose code it is, within the limits for guessing; else put words into the form."""
    email, code = form.cleaned_data["email"].lower(), form.cleaned_data["code"]
    limit = {"action": "access_code_failed", "key": email}
    if not ratelimit.consume(request, dry_run=True, **limit):
        form.add_error(None, _("Zu viele Fehlversuche. Bitte in fünf Minuten noch einmal."))
        return None
    user = actions.user_of_code(email=email, code=code, at=now())
    if user is None:
        ratelimit.consume(request, **limit)
        actions.code_failed(email=email)
        text = _("E-Mail-Adresse oder Code stimmen nicht, oder der Code gilt nicht mehr.")
        form.add_error(None, text)
    return user


@sensitive_variables()
def _choose(form: RedeemForm, user: User) -> bool:
    code, password = form.cleaned_data["code"], form.cleaned_data["password1"]
    try:
        validate_password(password, user)
        actions.choose_password(user, code=code, password=password, at=now())
    except ValidationError as error:
        form.refuse_password(error)
    except Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors


@login_not_required
@require_POST
def sso_begin(request: HttpRequest) -> HttpResponse:
    return sso.begin(request)


@login_not_required
def sso_back(request: HttpRequest) -> HttpResponse:
    return sso.finish(request)


@login_not_required
def login(request: HttpRequest) -> HttpResponseBase:
    """allauth's page, from which a form may leave for the identity provider, and only there."""
    context = {"oidc": settings.OIDC}
    response: HttpResponseBase = LoginView.as_view(extra_context=context)(request)
    if settings.OIDC.issuer:
        response._csp_update = {"form-action": [settings.OIDC.origin]}  # type: ignore[attr-defined]
    return response


@requires(Permission.USE_DESK)
def own_account(request: UserRequest) -> HttpResponse:
    """Show how one's own account is protected and where one is signed in."""
    factors = Authenticator.objects.filter(user=request.user).order_by("created_at", "pk")
    codes = [f for f in factors if f.type == Authenticator.Type.RECOVERY_CODES]
    sessions = UserSession.objects.purge_and_list(request.user)
    context = {
        "app": next((f for f in factors if f.type == Authenticator.Type.TOTP), None),
        "passkeys": [f for f in factors if f.type == Authenticator.Type.WEBAUTHN],
        "codes": [len(f.wrap().get_unused_codes()) for f in codes],
        "is_missing": second_factor.is_missing(request.user) and not is_attested(request),
        "is_attested": is_attested(request),
        "is_needed": second_factor.is_needed(request.user),
        "sessions": [
            {"row": one, "device": rules.device(one.user_agent), "is_this": one.is_current()}
            for one in sorted(sessions, key=lambda one: one.last_seen_at, reverse=True)
        ],
    }
    return render(request, "accounts/own_account.html", context)


CLEAR = '"cache", "storage"'  # what the browser forgets when somebody signs out


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """allauth's page, and nothing stays in the browser."""
    response: HttpResponseBase = LogoutView.as_view()(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = CLEAR
    return response


@requires(Permission.USE_DESK)
@require_POST
def sign_out_everywhere(request: UserRequest) -> HttpResponse:
    actions.end_sessions(request.user, by=request.user)
    logout(request)
    messages.success(request, _("Sie sind überall abgemeldet."))
    response = redirect("account_login")
    response["Clear-Site-Data"] = CLEAR
    return response


@requires(Permission.USE_DESK)
@require_http_methods(["GET", "POST"])
def remove_passkey(request: UserRequest, key_id: int) -> HttpResponseBase:
    """Only one's own: allauth asks for the password first and would tell a stranger's by that."""
    mine = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN)
    passkey = get_object_or_404(mine, pk=key_id)
    return remove_webauthn(request, pk=passkey.pk)


class OwnPassword(PasswordChangeView):
    """allauth's page, and the note that the password is one's own now."""

    form_class = OwnPasswordForm

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            actions.password_changed(User.objects.get(pk=self.request.user.pk))
        return response
