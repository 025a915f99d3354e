// Small services of the shell: look, clipboard, focus.
export function look() {
  const { theme, density, known } = window.returnsConsoleLook;
  return { theme, density, known };
}

export function choose(theme, density) {
  window.returnsConsoleLook.choose(theme, density);
}

/** After a change of page: the page's own density applies again. */
export function pageChanged() {
  window.returnsConsoleLook.apply();
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission or no secure context: the older way still works there.
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "vh";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

export function focusOn(selector) {
  document.querySelector(selector)?.focus();
}

const typing = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
const dialogOpen = () => document.querySelector(".rz-dialog, dialog[open], [popover]:popover-open") !== null;

// The triage screen has its own "/": the comment box.
const ownSlash = () => location.pathname.endsWith("/cases");

/** Keys that stand on buttons and boxes: data-shortcut="c" is pressed or focused by c. The page's own go before the shell's. */
function onShortcut(event) {
  if (event.defaultPrevented || dialogOpen()) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    document.querySelector("[data-find]")?.focus();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || (event.key === "/" && ownSlash())) return;
  if (!/^[a-z/]$/.test(event.key)) return;
  const named = `[data-shortcut="${event.key}"]`;
  const there = document.querySelector(`main ${named}`) ?? document.querySelector(named);
  if (!there) return;
  event.preventDefault();
  if (there.matches("input")) {
    there.focus();
    there.select();
  } else {
    there.click();
  }
}

/** What was chosen from a menu is done: the menu goes. */
function onChosen(event) {
  if (event.target instanceof Element) event.target.closest("[popover] a")?.closest("[popover]").hidePopover();
}

export function startShortcuts() {
  document.addEventListener("keydown", onShortcut);
  document.addEventListener("click", onChosen);
  document.documentElement.dataset.keys = "on";
}

export function printPage() {
  window.print();
}
