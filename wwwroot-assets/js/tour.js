// Puts the tour's card beside the part it speaks of, and marks that part. The page stays usable: nothing is covered, nothing is blocked.
const gap = 12;
let selector = "";
let marked = null;
let before = null;

const card = () => document.getElementById("tour");

function place() {
  const box = card();
  if (!box) return;
  const there = document.querySelector(selector);
  if (marked !== there) {
    marked?.classList.remove("tour-here");
    marked = there;
    marked?.classList.add("tour-here");
  }
  box.classList.toggle("alone", !there);
  if (!there) {
    box.style.removeProperty("left");
    box.style.removeProperty("top");
    return;
  }
  const at = there.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const beside = at.right + gap + width <= innerWidth;
  const left = beside ? at.right + gap : Math.min(at.left, innerWidth - width - gap);
  const below = beside ? at.top : at.bottom + gap + height <= innerHeight ? at.bottom + gap : at.top - gap - height;
  box.style.left = `${Math.max(gap, left)}px`;
  box.style.top = `${Math.min(Math.max(gap, below), Math.max(gap, innerHeight - height - gap))}px`;
}

const watcher = new ResizeObserver(place);

export function show(at) {
  if (!selector) {
    before = document.activeElement;
    addEventListener("resize", place);
    document.addEventListener("scroll", place, true);
    watcher.observe(document.body);
  }
  selector = at;
  document.querySelector(at)?.scrollIntoView({ block: "nearest" });
  place();
  if (!card()?.contains(document.activeElement)) card()?.focus({ preventScroll: true });
}

export function hide() {
  removeEventListener("resize", place);
  document.removeEventListener("scroll", place, true);
  watcher.disconnect();
  marked?.classList.remove("tour-here");
  selector = "";
  marked = null;
  if (before?.isConnected && before !== document.body) before.focus();
  else document.getElementById("page")?.focus();
  before = null;
}
