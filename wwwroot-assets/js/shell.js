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
