// Keyboard of the matrix. Moving between cells is done here, so that it never waits for the server.
const state = { dotnet: null, at: null };

const grid = () => document.querySelector("[data-matrix]");
const cells = () => [...(grid()?.querySelectorAll("[data-cell]") ?? [])];
const same = (cell, at) => at !== null && cell.dataset.key === at.key && cell.dataset.column === at.column;

function stopAt(cell, focus) {
  if (!cell) return;
  for (const other of cells()) if (other !== cell && other.tabIndex === 0) other.tabIndex = -1;
  cell.tabIndex = 0;
  state.at = { key: cell.dataset.key, column: cell.dataset.column };
  if (!focus) return;
  cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function move(cell, down, right) {
  const row = cell.parentElement;
  const to = down === 0 ? row : (down < 0 ? row.previousElementSibling : row.nextElementSibling);
  const place = [...row.querySelectorAll("[data-cell]")].indexOf(cell);
  const there = [...(to?.querySelectorAll("[data-cell]") ?? [])];
  stopAt(there[Math.min(there.length - 1, Math.max(0, place + right))], true);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const target = event.target instanceof Element ? event.target : null;
  const cell = target?.closest("[data-cell]");
  if (!cell) return;
  if (target.closest("[data-editor]")) {
    // Enter takes the value; it must not open the list again.
    if (event.key === "Enter" && target.tagName === "SELECT") event.preventDefault();
    return;
  }
  const act = () => {
    switch (event.key) {
      case "ArrowDown": return () => move(cell, 1, 0);
      case "ArrowUp": return () => move(cell, -1, 0);
      case "ArrowRight": return () => move(cell, 0, 1);
      case "ArrowLeft": return () => move(cell, 0, -1);
      case "Home": return () => move(cell, 0, -99);
      case "End": return () => move(cell, 0, 99);
      case "Enter":
      case "F2": {
        const button = cell.querySelector("button");
        return target.tagName === "BUTTON" ? null : button ? () => button.click() : () => state.dotnet.invokeMethodAsync("EditByKey", cell.dataset.key, cell.dataset.column);
      }
      case "Delete": return () => state.dotnet.invokeMethodAsync("DropByKey", cell.dataset.key);
      default: return null;
    }
  };
  const doing = act();
  if (doing === null) return;
  event.preventDefault();
  doing();
}

function onFocus(event) {
  const cell = event.target instanceof Element ? event.target.closest("[data-cell]") : null;
  if (cell) stopAt(cell, false);
}

export function start(dotnet) {
  stop();
  state.dotnet = dotnet;
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", onFocus);
}

export function stop() {
  document.removeEventListener("keydown", onKey);
  document.removeEventListener("focusin", onFocus);
  state.dotnet = null;
}

/** After each drawing: one tab stop; the editor has the focus, or the cell that was just left. */
export function sync(editing, key, column, point) {
  const all = cells();
  const stop = all.find((c) => same(c, state.at)) ?? all[0];
  if (key !== null) {
    const back = all.find((c) => same(c, { key, column }));
    const elsewhere = document.activeElement !== null && document.activeElement !== document.body && !document.activeElement.closest("[data-cell]");
    stopAt(back ?? stop, !elsewhere);
  } else if (stop && stop.tabIndex !== 0) {
    stopAt(stop, false);
  }
  const editor = editing ? grid()?.querySelector("[data-editor]") : null;
  if (editor && document.activeElement !== editor) {
    editor.focus();
    if (editor.tagName === "INPUT") editor.select();
  }
  if (point) document.querySelector("[data-point]")?.scrollIntoView({ block: "center" });
}

export function save(name, text) {
  const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
