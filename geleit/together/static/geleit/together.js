// SPDX-FileCopyrightText: 2026 Geleit contributors
// SPDX-License-Identifier: EUPL-1.2
// Drafts go to the server while somebody types. Nothing is kept in this browser but in the page
// itself: at a shared machine nobody finds it later. Without this file the button for later does it.
"use strict";

const PAUSE = 1200, AGAIN = 6000;  // milliseconds: after the last key, and after a failure

class Draft {
  constructor(form) {
    this.form = form;
    this.words = form.querySelector("[data-draft-words]").dataset;
    this.state = form.querySelector("[data-draft-state]");
    this.isDirty = this.isDone = false;
    form.addEventListener("input", () => this.touch());
    form.addEventListener("change", () => this.touch());
    form.addEventListener("submit", (event) => this.send(event));
    window.addEventListener("online", () => this.isDirty && this.save());
    window.addEventListener("pagehide", () => this.isDirty && this.save());
    window.addEventListener("beforeunload", (event) => { if (this.isDirty) event.preventDefault(); });
  }

  touch() {
    this.isDirty = true;
    this.soon(PAUSE);
  }

  soon(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  say(text, isTrouble = false) {
    if (this.state.textContent !== text) this.state.textContent = text;
    this.state.classList.toggle("t-trouble", isTrouble);
    this.form.querySelector("[data-draft-signin]").hidden = text !== this.words.signedOut;
  }

  // What was typed is safe on the server: true. Otherwise the page says why not, and tries again.
  async save(isSecond = false) {
    if (this.isDone || this.form.dataset.draftStop) return false;
    this.isDirty = false;
    clearTimeout(this.timer);
    let answer;
    try {
      answer = await fetch(this.form.dataset.draft, {
        method: "POST", body: new FormData(this.form), redirect: "manual", keepalive: true,
        headers: { "Geleit-Draft": this.form.dataset.draftBy },
      });
    } catch {
      return this.failed(this.words.offline);
    }
    if (answer.ok) {
      if (!this.isDirty) this.say(await answer.text());
      return true;
    }
    if (answer.type === "opaqueredirect") return this.failed(this.words.signedOut);
    if (answer.status === 403 && !isSecond && await this.renewed()) return this.save(true);
    if (answer.status === 409 || answer.status === 403) return this.failed(this.words.somebodyElse);
    return this.failed(answer.status === 422 ? await answer.text() : this.words.offline);
  }

  failed(words) {
    this.isDirty = true;
    this.say(words, true);
    this.soon(AGAIN);
    return false;
  }

  // Signed in again in another window: the page's proof is an old one. Only for the same person.
  async renewed() {
    try {
      const answer = await fetch(location.href, { redirect: "manual" });
      if (!answer.ok) return false;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("form[data-draft]");
      if (fresh?.dataset.draftBy !== this.form.dataset.draftBy) return false;
      const token = fresh.querySelector("[name=csrfmiddlewaretoken]").value;
      document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token; });
      return true;
    } catch {
      return false;
    }
  }

  // The draft goes first: if the line is down or the session over, the page and its text stay.
  async send(event) {
    if (this.isReady) { this.isDone = true; this.isDirty = false; return; }
    if (event.submitter?.hasAttribute("formaction")) { this.isDirty = false; this.isDone = true; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.isSending) return;
    this.isSending = true;
    this.isReady = await this.save();
    this.isSending = false;
    if (this.isReady) this.form.requestSubmit(event.submitter);
    this.isReady = false;
  }
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("form[data-draft]").forEach((form) => new Draft(form));
});

// Nobody is shown at a file whose page lies in the background, and no page with unsent text leaves.
document.addEventListener("htmx:before:request", (event) => {
  if (!event.target.matches("[data-presence]")) return;
  const state = document.querySelector("[data-draft-state]");
  if (document.hidden || state?.classList.contains("t-trouble")) event.preventDefault();
});
