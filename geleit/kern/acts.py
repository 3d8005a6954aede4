# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One act on one form: ask, do it or show why not, go back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from geleit.core.problems import Refused


@dataclass(frozen=True)
class Opens:
    """What is said when something was made, and the address at which it then opens."""

    words: str | Callable[[Any], str]
    address: Callable[[Any], str]


class ConsentForm(Form):
    """Nothing to fill in: the button alone says yes."""


def posted(request: HttpRequest) -> Any:
    """Return what was sent; an empty form that was sent is not the same as none."""
    return request.POST if request.method == "POST" else None


def back_to_work(request: HttpRequest) -> HttpResponse | None:
    """Return to where somebody ticked it off: the first page, or the list of all due as chosen."""
    if "heute" in request.POST:
        return redirect("desk:home")
    if "faellig" not in request.POST:
        return None
    query = QueryDict(request.POST["faellig"]).urlencode()
    address = reverse("desk:radar")
    return redirect(f"{address}?{query}" if query else address)


def show_refusal(form: Form, refused: Refused, **places: str) -> None:
    """Put each reason beside the field that it is about, or above the form.

    `places` names the field of a reason that is called otherwise than its field.
    """
    for problem in refused.problems:
        named = places.get(problem.code.replace("-", "_"), problem.code)
        field = named if named in form.fields else None
        form.add_error(field, problem.text)


def act(
    request: HttpRequest,
    form: Form,
    action: Callable[..., Any],
    *,
    back: tuple[str, str],
    done: str | Opens,
    **words: str,
) -> HttpResponse:
    """Run the act and go back, or show the form with the reasons.

    `back` is the address to go to and its words; `words` are title, about, explanation, submit.
    Where something new is made, `done` opens it.
    """
    return act_on_page(request, form, action, "kern/act.html", back=back, done=done, shows=words)


def act_on_page(
    request: HttpRequest,
    form: Form,
    action: Callable[..., Any],
    page: str,
    *,
    back: tuple[str, str],
    done: str | Opens,
    shows: Mapping[str, Any],
) -> HttpResponse:
    """Run an act whose page shows more than the form; it extends `kern/act.html`."""
    if form.is_valid():
        try:
            made = action(**form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            opens = done if isinstance(done, Opens) else Opens(done, lambda _made: back[0])
            said = opens.words if isinstance(opens.words, str) else opens.words(made)
            messages.success(request, said)
            return redirect(opens.address(made))
    context = {"form": form, "back": back, **shows}
    return render(request, page, context, status=422 if form.errors else 200)
