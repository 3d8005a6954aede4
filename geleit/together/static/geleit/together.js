// SPDX-FileCopyrightText: 2026 Geleit contributors
// SPDX-License-Identifier: EUPL-1.2
// Drafts go to the server while somebody types. Nothing is kept in this browser but in the page
// itself: at a shared machine nobody finds it later. Without this file the button for later does it.
"use strict";

const PAUSE = 1200, AGAIN = 6000;  // milliseconds: after the last key, and after a failure
const ANSWERS = { 403: "closed", 404: "gone", 409: "somebodyElse", 422: "refused" };
const PASSING = ["offline", "broken", "signedOut"];  // these end by themselves: the page tries again
const OVER = ["gone", "closed", "somebodyElse"];  // these do not: only the button asks once more

class Draft {
  constructor(form) {
    this.form = form;
    this.box = form.querySelector("[data-draft-words]");
    this.words = this.box.dataset;
    this.state = form.querySelector("[data-draft-state]");
    this.why = "";
    this.isDirty = this.isDone = false;
    this.underWay = 0;  // savings that nobody has answered yet
    form.addEventListener("input", () => this.touch());
    form.addEventListener("change", () => this.touch());
    form.addEventListener("submit", (event) => this.send(event));
    this.box.querySelector("[data-draft-copy]").addEventListener("click", () => this.copy());
    window.addEventListener("online", () => this.isDirty && this.saveUnlessOver());
    window.addEventListener("pagehide", () => this.isSafe() || this.saveUnlessOver(true));
    window.addEventListener("beforeunload", (event) => { if (!this.isSafe()) event.preventDefault(); });
  }

  isSafe() {
    return this.isDone || !(this.isDirty || this.underWay);
  }

  touch() {
    this.isDirty = true;
    this.soon(PAUSE);
  }

  soon(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.saveUnlessOver(), wait);
  }

  saveUnlessOver(isLeaving = false) {
    if (!OVER.includes(this.why)) this.save({ isLeaving });
  }

  say(text, why = "") {
    this.why = why;
    if (this.state.textContent !== text) this.state.textContent = text;
    this.state.classList.toggle("t-trouble", Boolean(why));
    this.box.querySelector("[data-draft-signin]").hidden = why !== "signedOut";
    this.box.querySelector("[data-draft-copy]").hidden = !why;
    if (!why) this.box.querySelector("[data-draft-copied]").textContent = "";
  }

  // What was typed is safe on the server: true. Otherwise the page says why not; what passes, it tries again.
  async save(how = {}) {
    if (this.isDone || this.form.dataset.draftStop) return false;
    this.isDirty = false;
    this.underWay += 1;
    clearTimeout(this.timer);
    try {
      return await this.ask(how);
    } finally {
      this.underWay -= 1;
    }
  }

  async ask({ isSecond = false, isLeaving = false }) {
    let answer;
    try {
      answer = await fetch(this.form.dataset.draft, {
        // What outlives its page may be 64 KB at most: a long text would count as a broken line.
        method: "POST", body: new FormData(this.form), redirect: "manual", keepalive: isLeaving,
        headers: { "Geleit-Draft": this.form.dataset.draftBy },
      });
    } catch {
      return this.failed("offline");
    }
    if (answer.ok) {
      const text = await answer.text();
      if (!this.isDirty) this.say(text);
      return true;
    }
    if (answer.type === "opaqueredirect") return this.failed("signedOut");
    if (answer.status === 403 && !isSecond) {
      const why = await this.renewed();
      return why ? this.failed(why) : this.save({ isSecond: true });
    }
    const why = ANSWERS[answer.status] ?? (answer.status >= 500 ? "broken" : "refused");
    return this.failed(why, answer.status === 422 ? await answer.text() : "");
  }

  failed(why, text = "") {
    this.isDirty = true;
    this.say(text || this.words[why], why);
    if (PASSING.includes(why)) this.soon(AGAIN);
    return false;
  }

  // Signed in again in another window: the page's proof is an old one. Only for the same person.
  // What is in the way, or nothing.
  async renewed() {
    let answer;
    try {
      answer = await fetch(location.href, { redirect: "manual" });
    } catch {
      return "offline";
    }
    if (answer.type === "opaqueredirect") return "signedOut";
    if (answer.status >= 500) return "broken";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.querySelector("[data-who]")?.dataset.who !== this.form.dataset.draftBy) return "somebodyElse";
    if (!answer.ok) return ANSWERS[answer.status] ?? "closed";
    const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token; });
    return "";
  }

  // The draft goes first: if it is not safe, the page and its text stay, and the button says why.
  async send(event) {
    if (this.isReady) { this.isDone = true; this.isDirty = false; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.isSending) return;
    this.isSending = true;
    this.isReady = await this.save();
    this.isSending = false;
    if (this.isReady) this.form.requestSubmit(event.submitter);
    else {
      this.say(`${this.words.unsaved} ${this.state.textContent}`, this.why);
      this.box.focus();
    }
    this.isReady = false;
  }

  // What was written into the form, each text under the name of its field; no figures, no proposals.
  text() {
    const isWritten = (field) => field.matches("textarea")
      ? field.value.trim() : field.value !== field.defaultValue && /\p{L}/u.test(field.value);
    const fields = [...this.form.querySelectorAll("textarea, input[type=text]")].filter(isWritten);
    if (fields.length === 1) return fields[0].value;
    return fields.map((field) => `${field.labels[0]?.textContent.trim() ?? ""}\n${field.value}`).join("\n\n");
  }

  async copy() {
    const answer = this.box.querySelector("[data-draft-copied]");
    try {
      await navigator.clipboard.writeText(this.text());
      answer.textContent = this.words.copied;
    } catch {  // without HTTPS, or forbidden here: the keys do it
      this.form.querySelector("textarea").select();
      this.form.querySelector("textarea").focus();
      answer.textContent = this.words.marked;
    }
  }
}

const drafts = [];
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("form[data-draft]").forEach((form) => drafts.push(new Draft(form)));
});

// Nobody is shown at a file whose page lies in the background, and no page with unsent text leaves.
document.addEventListener("htmx:before:request", (event) => {
  if (!event.target.matches("[data-presence]")) return;
  const state = document.querySelector("[data-draft-state]");
  if (document.hidden || state?.classList.contains("t-trouble")) event.preventDefault();
});
document.addEventListener("htmx:after:request", (event) => {
  if (event.detail.ctx.hx.redirect && drafts.some((draft) => !draft.isSafe())) event.preventDefault();
});
