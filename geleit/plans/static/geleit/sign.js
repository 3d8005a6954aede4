// SPDX-FileCopyrightText: 2026 Geleit contributors
// SPDX-License-Identifier: EUPL-1.2
// A field to sign in with finger, pen or mouse. Only the way of the pen is kept, no time, no pressure.
"use strict";

document.querySelectorAll("[data-sign-pad]").forEach((pad) => {
  const canvas = pad.querySelector("canvas");
  const field = pad.closest("form").querySelector("[name=signature]");
  const signed = pad.closest("form").querySelector("[name=how][value=screen]");
  const paper = canvas.getContext("2d");
  let strokes = [];
  let drawing = false;

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    const within = (value, most) => Math.min(most, Math.max(0, Math.round(value)));
    return [
      within(((event.clientX - box.left) / box.width) * canvas.width, canvas.width),
      within(((event.clientY - box.top) / box.height) * canvas.height, canvas.height),
    ];
  };
  const draw = () => {
    paper.clearRect(0, 0, canvas.width, canvas.height);
    paper.lineWidth = 3;
    paper.lineCap = paper.lineJoin = "round";
    paper.strokeStyle = "#131525";
    strokes.forEach((stroke) => {
      paper.beginPath();
      stroke.forEach(([x, y], i) => { if (i) paper.lineTo(x, y); else paper.moveTo(x, y); });
      if (stroke.length === 1) paper.lineTo(stroke[0][0] + 1, stroke[0][1]);
      paper.stroke();
    });
  };
  const keep = () => { field.value = strokes.length ? JSON.stringify(strokes) : ""; };

  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = true;
    strokes.push([place(event)]);
    if (signed) signed.checked = true;
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    strokes[strokes.length - 1].push(place(event));
    draw();
  });
  ["pointerup", "pointercancel"].forEach((name) => canvas.addEventListener(name, () => {
    drawing = false;
    keep();
  }));
  pad.querySelector("[data-sign-clear]").addEventListener("click", () => {
    strokes = [];
    keep();
    draw();
  });
  try { strokes = JSON.parse(field.value || "[]"); } catch { strokes = []; }
  pad.hidden = false;
  draw();
});
