// Keyboard of the triage screen. Moving between rows is done here, so that it never waits for the server.
const state = { dotnet: null, listener: null, clicks: null, focused: null };

const rows = () => [...document.querySelectorAll("tr[data-case]")];
const typing = (target) => target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
const dialogOpen = () => document.querySelector(".rz-dialog, dialog[open], [popover]:popover-open") !== null;

/** One tab stop in the grid: the row with focus last, else the open one, else the first. */
export function sync(openCase) {
  const all = rows();
  const stop = all.find((r) => r.dataset.case === state.focused) ?? all.find((r) => r.dataset.case === openCase) ?? all[0];
  for (const row of all) row.tabIndex = row === stop ? 0 : -1;
}

function focusRow(row) {
  if (!row) return;
  for (const other of rows()) other.tabIndex = -1;
  row.tabIndex = 0;
  state.focused = row.dataset.case;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((r) => r.dataset.case === state.focused);
  focusRow(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]);
}

const openLink = (row) => row?.querySelector("a[data-open]")?.click();

/** Names offered while one types "@": arrows choose, Enter or Tab takes, Esc leaves. */
function onPeopleKey(event, box) {
  const options = [...document.querySelectorAll(".people [role=option]")];
  if (options.length === 0) return false;
  const at = Math.max(0, options.findIndex((o) => o.ariaSelected === "true"));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) options.forEach((o, i) => { o.ariaSelected = String(i === (at + step + options.length) % options.length); });
  else if (event.key === "Enter" || event.key === "Tab") options[at].click();
  else if (event.key === "Escape") { box.value += " "; box.dispatchEvent(new Event("input", { bubbles: true })); }
  else return false;
  event.preventDefault();
  return true;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const target = event.target instanceof Element ? event.target : document.body;
  if (dialogOpen()) {
    // A dialog that has just opened may not hold the focus yet; Esc closes it all the same.
    if (event.key === "Escape" && !target.closest("[role=dialog]")) document.querySelector("[role=dialog] .rz-dialog-titlebar-close")?.click();
    return;
  }
  if (target.matches?.(".write textarea") && onPeopleKey(event, target)) return;
  if (event.key === "Escape") {
    const menu = target.closest("details[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    else if (typing(target) && target.closest(".write")) target.blur();
    else if (!typing(target)) state.dotnet.invokeMethodAsync("CloseByKey");
    return;
  }
  if (typing(target)) return;
  const row = target.closest?.("tr[data-case]");
  const onControl = target.closest?.("button, a") !== null;
  const act = () => {
    switch (event.key) {
      case "j": return () => move(1);
      case "k": return () => move(-1);
      case "ArrowDown": return row ? () => move(1) : null;
      case "ArrowUp": return row ? () => move(-1) : null;
      case "Home": return row ? () => focusRow(rows()[0]) : null;
      case "End": return row ? () => focusRow(rows().at(-1)) : null;
      case "Enter": return row && !onControl ? () => openLink(row) : null;
      case "o": return () => openLink(rows().find((r) => r.dataset.case === state.focused));
      case "a": return () => state.dotnet.invokeMethodAsync("AssignByKey", Number(row?.dataset.case ?? 0));
      case "n": return () => document.querySelector(".panel a[aria-label='Next case']") ? document.querySelector(".panel a[aria-label='Next case']").click() : (move(1), openLink(rows().find((r) => r.dataset.case === state.focused)));
      case "x": return () => state.dotnet.invokeMethodAsync("SelectByKey", Number(state.focused ?? 0), false);
      case "X": return () => state.dotnet.invokeMethodAsync("SelectByKey", Number(state.focused ?? 0), true);
      case "z": return () => state.dotnet.invokeMethodAsync("DecideByKey", "Wait", Number(row?.dataset.case ?? 0));
      case "d": return () => state.dotnet.invokeMethodAsync("DecideByKey", "Dismiss", Number(row?.dataset.case ?? 0));
      case "u": return () => state.dotnet.invokeMethodAsync("UndoByKey");
      case "m": return () => state.dotnet.invokeMethodAsync("MatchByKey");
      case "w": return () => state.dotnet.invokeMethodAsync("WriteOffByKey");
      case "/": return () => (document.querySelector(".write textarea") ?? document.querySelector(".find input"))?.focus();
      case "f": return () => document.querySelector(".find input")?.focus();
      case "g": return () => { const more = document.querySelector("details.narrow"); if (more) { more.open = true; more.querySelector("select, input")?.focus(); } };
      case "c": return () => { const menu = document.querySelector("details.columns"); if (menu) { menu.open = true; menu.querySelector("input:not(:disabled)")?.focus(); } };
      case "?": return () => state.dotnet.invokeMethodAsync("ShowKeys");
      default: return null;
    }
  };
  const doing = act();
  if (doing === null) return;
  event.preventDefault();
  doing();
}

function onClick(event) {
  const row = event.target instanceof Element ? event.target.closest("tr[data-case]") : null;
  if (!row || event.target.closest("a, button, input") || getSelection()?.type === "Range") return;
  focusRow(row);
  openLink(row);
}

function onFocus(event) {
  const row = event.target instanceof Element ? event.target.closest("tr[data-case]") : null;
  if (row) state.focused = row.dataset.case;
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

/** The panel closed: back to its row; when that is gone, to the first. */
export function returnTo(caseId) {
  const all = rows();
  focusRow(all.find((r) => r.dataset.case === String(caseId)) ?? all[0]);
}

export function scrollPanelToTop() {
  document.querySelector(".panel")?.scrollTo(0, 0);
}

export function focusPanel() {
  document.querySelector(".panel")?.focus({ preventScroll: true });
}
