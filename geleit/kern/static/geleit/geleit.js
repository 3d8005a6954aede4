// SPDX-FileCopyrightText: 2026 Geleit contributors
// SPDX-License-Identifier: EUPL-1.2
// Small comforts. Every page works without this file.
"use strict";

// A form is sent once: the second click of a double click finds the button resting.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (form.matches("[hx-post], [hx-get], [data-download]")) return;
  form.dataset.sent = "yes";
  setTimeout(() => { delete form.dataset.sent; }, 4000);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
});

// What a page asks by itself overtakes nobody: its answer may send a page whose session is over to
// the sign-in, but not somebody who is on the way elsewhere. Phones know no `beforeunload`.
const quieten = () => document.querySelectorAll("[data-presence]")
  .forEach((sign) => sign.dispatchEvent(new Event("htmx:abort")));
window.addEventListener("beforeunload", quieten);
document.addEventListener("click", (event) => { if (event.target.closest("a[href], button")) quieten(); });

// After a refusal the person stands at the list of what to mend.
const toErrors = () => document.querySelector("[data-error-summary]")?.focus();
document.addEventListener("DOMContentLoaded", toErrors);
document.addEventListener("htmx:after:swap", toErrors);

// One key for what is done most often: a page names its keys with data-key on a link or a button.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("summary")) {
    target.parentElement.open = true;
    target.parentElement.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  } else if (target.matches("input, textarea, select")) target.focus();
  else target.click();
});

// Ctrl+Enter (or Cmd+Enter) sends the form in which one writes.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.target.form?.requestSubmit();
  }
});
