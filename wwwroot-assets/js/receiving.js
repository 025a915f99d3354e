// The bench's field: scans, and grades by one key. A scanner types a whole code at once; a single key that stays alone for a moment is a grade.
const state = { dotnet: null, timer: 0 };
const pause = 250;
const grades = { 1: "A", 2: "B", 3: "C", 4: "D", a: "A", b: "B", c: "C", d: "D" };

const field = () => document.getElementById("receiving-scan");
const typing = (target) => target instanceof Element && target.closest("input:not([type=radio]):not([type=file]), textarea, select, [contenteditable]") !== null;
const gradeOf = (text) => (text.length === 1 ? grades[text.toLowerCase()] : undefined);

function grade(input) {
  const button = document.querySelector(`[data-grade="${gradeOf(input.value)}"]`);
  if (!button) return;
  input.value = "";
  button.click();
}

function onInput(event) {
  const input = field();
  if (event.target !== input) return;
  clearTimeout(state.timer);
  if (gradeOf(input.value) && document.querySelector("[data-grade]")) state.timer = setTimeout(() => gradeOf(input.value) && grade(input), pause);
}

async function take(input) {
  clearTimeout(state.timer);
  const code = input.value.trim();
  if (gradeOf(code) && document.querySelector("[data-grade]")) return grade(input);
  if (code === "") {
    document.querySelector(".receiving [data-main]:not([disabled])")?.click();
    return;
  }
  input.value = "";
  try {
    await state.dotnet.invokeMethodAsync("Scanned", code);
  } catch {
    // Without a connection the code stays in the field: nothing that was scanned is lost.
    if (input.value === "") input.value = code;
  }
}

function onKey(event) {
  const input = field();
  if (!input || event.isComposing) return;
  if (event.target === input) {
    if (event.key === "Enter") {
      event.preventDefault();
      if (!event.repeat) take(input);
    } else if (event.key === "Escape") input.value = "";
    return;
  }
  if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.altKey && !event.metaKey && !typing(event.target)) input.focus();
}

function onClick(event) {
  // After a touch the field listens again; who works by keys or types a note stays where they are.
  if (event.detail > 0 && event.target instanceof Element && event.target.closest(".receiving, .top") && !typing(event.target) && !event.target.closest("a, label")) field()?.focus({ preventScroll: true });
}

export function start(dotnet) {
  stop();
  state.dotnet = dotnet;
  document.addEventListener("keydown", onKey);
  document.addEventListener("input", onInput);
  document.addEventListener("click", onClick);
  field()?.focus();
}

export function stop() {
  clearTimeout(state.timer);
  document.removeEventListener("keydown", onKey);
  document.removeEventListener("input", onInput);
  document.removeEventListener("click", onClick);
  state.dotnet = null;
}
