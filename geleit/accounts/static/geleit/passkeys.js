// SPDX-FileCopyrightText: 2026 Geleit contributors
// SPDX-License-Identifier: EUPL-1.2
// Passkeys: asks the browser for what the server wants and sends its answer with the form.
// A form says data-passkey="make", "use" or "sign-in"; without a browser that knows passkeys it stays hidden.
(() => {
  "use strict";

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const words = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

  async function make(publicKey, form) {
    const without = form.elements.passwordless?.checked ?? false;
    const selection = { ...publicKey.authenticatorSelection };
    selection.residentKey = without ? "required" : "discouraged";
    selection.requireResidentKey = without;
    if (without) selection.userVerification = "required";
    return navigator.credentials.create({
      publicKey: {
        ...publicKey,
        authenticatorSelection: selection,
        challenge: bytes(publicKey.challenge),
        user: { ...publicKey.user, id: bytes(publicKey.user.id) },
        excludeCredentials: known(publicKey.excludeCredentials),
      },
    });
  }

  async function use(publicKey) {
    return navigator.credentials.get({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        allowCredentials: known(publicKey.allowCredentials),
      },
    });
  }

  function answer(credential) {
    const { response } = credential;
    const said = { clientDataJSON: words(response.clientDataJSON) };
    if (response.attestationObject) {
      said.attestationObject = words(response.attestationObject);
      said.transports = response.getTransports?.() ?? [];
    } else {
      said.authenticatorData = words(response.authenticatorData);
      said.signature = words(response.signature);
      said.userHandle = response.userHandle ? words(response.userHandle) : null;
    }
    return JSON.stringify({
      type: credential.type,
      id: credential.id,
      rawId: words(credential.rawId),
      authenticatorAttachment: credential.authenticatorAttachment ?? null,
      response: said,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  }

  async function options(form) {
    if (form.dataset.options) {
      const said = JSON.parse(document.getElementById(form.dataset.options).textContent);
      return (said.creation_options ?? said.request_options).publicKey;
    }
    const response = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`answer ${response.status}`);
    return (await response.json()).request_options.publicKey;
  }

  async function ask(event) {
    const form = event.currentTarget;
    event.preventDefault();
    const trouble = document.querySelector("[data-passkey-trouble]");
    trouble.hidden = true;
    try {
      const wanted = await options(form);
      const credential = form.dataset.passkey === "make" ? await make(wanted, form) : await use(wanted);
      form.elements.credential.value = answer(credential);
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  }

  if (!window.PublicKeyCredential || !navigator.credentials) return;
  for (const note of document.querySelectorAll("[data-passkey-missing]")) note.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", ask);
  }
})();
