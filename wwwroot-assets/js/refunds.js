// Keyboard of the refund queue. Moving between rows is done here, so that it never waits for the server.
const state = { dotnet: null, focused: null };

const rows = () => [...document.querySelectorAll("tr[data-refund]")];
const typing = (target) => target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
const dialogOpen = () => document.querySelector(".rz-dialog, dialog[open], [popover]:popover-open") !== null;
const focused = () => rows().find((r) => r.dataset.refund === state.focused);
const openLink = (row) => row?.querySelector("a[data-open]")?.click();

/** One tab stop in the table: the row with focus last, else the first. */
export function sync() {
  const all = rows();
  const stop = focused() ?? all[0];
  for (const row of all) row.tabIndex = row === stop ? 0 : -1;
}

function focusRow(row) {
  if (!row) return;
  for (const other of rows()) other.tabIndex = -1;
  row.tabIndex = 0;
  state.focused = row.dataset.refund;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function move(step) {
  const all = rows();
  const at = all.findIndex((r) => r.dataset.refund === state.focused);
  focusRow(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || dialogOpen()) return;
  const target = event.target instanceof Element ? event.target : document.body;
  if (typing(target)) return;
  const row = target.closest?.("tr[data-refund]");
  const doing = {
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: row && (() => move(1)),
    ArrowUp: row && (() => move(-1)),
    Enter: row && !target.closest("button, a") && (() => openLink(row)),
    o: () => openLink(focused()),
    x: () => focused() && state.dotnet.invokeMethodAsync("SelectByKey", Number(state.focused)),
    f: () => document.querySelector("form.find input")?.focus(),
  }[event.key];
  if (!doing) return;
  event.preventDefault();
  doing();
}

function onClick(event) {
  const row = event.target instanceof Element ? event.target.closest("tr[data-refund]") : null;
  if (!row || event.target.closest("a, button, input") || getSelection()?.type === "Range") return;
  focusRow(row);
  openLink(row);
}

function onFocus(event) {
  const row = event.target instanceof Element ? event.target.closest("tr[data-refund]") : null;
  if (row) state.focused = row.dataset.refund;
}

export function start(dotnet) {
  stop();
  state.dotnet = dotnet;
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  document.addEventListener("focusin", onFocus);
}

export function stop() {
  document.removeEventListener("keydown", onKey);
  document.removeEventListener("click", onClick);
  document.removeEventListener("focusin", onFocus);
  state.dotnet = null;
}
