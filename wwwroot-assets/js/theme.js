// Loaded before the first paint: the person's theme and density from their cookie. Triage is compact unless they chose otherwise.
(() => {
  const chosen = /(?:^|; )returns-console-look=([a-z]*)\.([a-z]*)/.exec(document.cookie) ?? [];
  const apply = () => {
    const root = document.documentElement;
    const density = look.density || (location.pathname.startsWith("/cases") ? "compact" : "");
    look.theme ? (root.dataset.theme = look.theme) : delete root.dataset.theme;
    density ? (root.dataset.density = density) : delete root.dataset.density;
  };
  const look = {
    theme: chosen[1] ?? "",
    density: chosen[2] ?? "",
    known: chosen.length > 0,
    apply,
    choose(theme, density) {
      look.theme = theme;
      look.density = density;
      look.known = true;
      const secure = location.protocol === "https:" ? "; secure" : "";
      document.cookie = `returns-console-look=${theme}.${density}; path=/; max-age=31536000; samesite=strict${secure}`;
      apply();
    },
  };
  window.returnsConsoleLook = look;
  apply();
})();
