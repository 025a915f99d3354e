// The dock's field. Scans are kept here until the server has said that it has them: a lost connection loses none.
const state = { dotnet: null, key: "", sending: false, timer: 0, level: 2, sounds: null, down: false };
const patience = 8000;

const field = () => document.getElementById("intake-scan");
const queue = () => {
  try {
    return JSON.parse(localStorage.getItem(state.key) ?? "[]");
  } catch {
    return [];
  }
};
const keep = (scans) => localStorage.setItem(state.key, JSON.stringify(scans));

/** crypto.randomUUID needs a secure context; a dock's console may be plain http in a closed network. */
const newId = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64;
  b[8] = (b[8] & 63) | 128;
  const hex = [...b].map((x) => x.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

const circuitIsDown = () => {
  const modal = document.getElementById("components-reconnect-modal");
  return ["components-reconnect-show", "components-reconnect-failed", "components-reconnect-rejected"].some((c) => modal?.classList.contains(c));
};
const connected = () => navigator.onLine && !circuitIsDown() && state.dotnet !== null;

function take() {
  const input = field();
  const code = input.value.trim();
  input.value = "";
  if (code === "") return;
  keep([...queue(), { id: newId(), code, at: Date.now() }]);
  if (!connected()) tone("kept");
  draw();
  drain();
}

/** Sends what waits, one after the other, in order. A scan leaves the queue only when its answer has come. */
async function drain() {
  if (state.sending || !connected()) return draw();
  state.sending = true;
  try {
    for (let scan = queue()[0]; scan && connected(); scan = queue()[0]) {
      const alone = queue().length === 1;
      const told = await within(state.dotnet.invokeMethodAsync("Scanned", scan.id, scan.code, scan.at, alone));
      if (told === null) {
        state.down = true;
        break;
      }
      state.down = false;
      keep(queue().filter((s) => s.id !== scan.id));
      if (told !== "kept") tone(told);
      draw();
    }
  } finally {
    state.sending = false;
    draw();
  }
}

/** The answer, or null when there is none in time: the server knows each scan by its id, so sending it again does no harm. */
const within = (promise) => Promise.race([promise.catch(() => null), new Promise((done) => setTimeout(() => done(null), patience))]);

const clock = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

function draw() {
  const banner = document.getElementById("intake-offline");
  const card = document.getElementById("intake-waiting");
  if (!banner || !card) return;
  const scans = queue();
  const off = !connected() || (state.down && scans.length > 0);
  banner.classList.toggle("on", off);
  card.classList.toggle("on", scans.length > 0 && off);
  const count = scans.length === 1 ? "1 scan waits" : `${scans.length} scans wait`;
  const words = off ? (scans.length === 0 ? "No connection." : `No connection. ${count}.`) : "";
  if (banner.dataset.words !== words) {
    banner.dataset.words = words;
    banner.replaceChildren();
    if (off) banner.append(strong(words), document.createTextNode(" Keep scanning: they go out once, in order. Leave these parcels on the waiting trolley."));
  }
  card.replaceChildren();
  if (scans.length === 0 || !off) return;
  const head = document.createElement("h2");
  head.textContent = "Waiting to be sent";
  const line = document.createElement("p");
  line.textContent = `${count}, oldest ${clock(scans[0].at)}. Saved on this tablet.`;
  const list = document.createElement("ol");
  for (const scan of scans.slice(0, 50)) {
    const item = document.createElement("li");
    item.textContent = scan.code;
    list.append(item);
  }
  card.append(head, line, list);
}

function strong(text) {
  const b = document.createElement("b");
  b.textContent = text;
  return b;
}

// Each answer differs in rhythm, not only in pitch. Nothing is said by sound alone.
const tunes = {
  known: [[880, 0, 0.14]],
  near: [[620, 0, 0.13], [620, 0.2, 0.13]],
  unknown: [[230, 0, 0.6]],
  kept: [[1400, 0, 0.03]],
  done: [[880, 0, 0.08], [1175, 0.1, 0.12]],
  refused: [[230, 0, 0.18], [230, 0.26, 0.18]],
};

export function tone(name) {
  if (state.level === 0 || !tunes[name]) return;
  try {
    state.sounds ??= new AudioContext();
    const from = state.sounds.currentTime + 0.01;
    for (const [pitch, at, length] of tunes[name]) {
      const voice = state.sounds.createOscillator();
      const loud = state.sounds.createGain();
      voice.frequency.value = pitch;
      loud.gain.setValueAtTime(state.level === 2 ? 0.35 : 0.1, from + at);
      loud.gain.linearRampToValueAtTime(0, from + at + length);
      voice.connect(loud).connect(state.sounds.destination);
      voice.start(from + at);
      voice.stop(from + at + length);
    }
  } catch {
    // No sound device: the words and colours say it all the same.
  }
}

const levels = ["Sound off", "Sound quiet", "Sound on"];

function drawSound() {
  const button = document.getElementById("intake-sound");
  if (!button) return;
  button.dataset.level = state.level;
  button.querySelector("span").textContent = levels[state.level];
}

const typing = (target) => target instanceof Element && target.closest("input:not([type=radio]):not([type=file]), textarea, select, [contenteditable]") !== null;

function onKey(event) {
  const input = field();
  if (!input || event.isComposing) return;
  if (event.key === "Enter" && event.ctrlKey) {
    const main = document.querySelector(".dock [data-main]:not([disabled])");
    if (main) {
      event.preventDefault();
      main.click();
      input.focus();
    }
    return;
  }
  if (event.target === input) {
    if (event.key === "Enter") {
      event.preventDefault();
      take();
    } else if (event.key === "Escape") input.value = "";
    return;
  }
  // A scanner types wherever the focus is; its code belongs into the field. Space and Enter stay with the button that has the focus.
  if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.altKey && !event.metaKey && !typing(event.target)) input.focus();
}

function onClick(event) {
  if (!(event.target instanceof Element)) return;
  const sound = event.target.closest("#intake-sound");
  if (sound) {
    state.level = (state.level + 2) % 3;
    localStorage.setItem("intake.sound", String(state.level));
    drawSound();
    tone("known");
  }
  // After a touch the field listens again; who works by keys stays where they are.
  if (event.detail > 0 && event.target.closest(".dock, .top") && !typing(event.target) && !event.target.closest("a")) field()?.focus({ preventScroll: true });
}

function onPrint(event) {
  const button = event.target instanceof Element ? event.target.closest("[data-print]") : null;
  if (button) printLabel(button.dataset.print);
}

/** Prints one label of the page and nothing else. */
export function printLabel(number) {
  const label = document.querySelector(`[data-label="${CSS.escape(number)}"]`);
  if (!label) return;
  document.documentElement.classList.add("printing-label");
  label.classList.add("printed");
  const end = () => {
    document.documentElement.classList.remove("printing-label");
    label.classList.remove("printed");
    field()?.focus({ preventScroll: true });
  };
  window.addEventListener("afterprint", end, { once: true });
  window.print();
}

let printWatched = false;
export function watchPrint() {
  if (printWatched) return;
  printWatched = true;
  document.addEventListener("click", onPrint);
}

const onOnline = () => {
  state.down = false;
  draw();
  drain();
};

/** Scans wait for the place they were made at: an item of a shipment never becomes a parcel of the dock. */
export function start(dotnet, user, mayReceive, place = "intake") {
  stop();
  state.dotnet = dotnet;
  state.key = `${place}.waiting.${user}`;
  state.level = Number(localStorage.getItem("intake.sound") ?? "2");
  watchPrint();
  if (!mayReceive) return;
  drawSound();
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  window.addEventListener("online", onOnline);
  window.addEventListener("offline", draw);
  state.watch = new MutationObserver(() => (connected() ? onOnline() : draw()));
  const modal = document.getElementById("components-reconnect-modal");
  if (modal) state.watch.observe(modal, { attributes: true, attributeFilter: ["class"] });
  state.timer = setInterval(() => queue().length > 0 && drain(), 3000);
  field()?.focus();
  draw();
  drain();
}

export function stop() {
  document.removeEventListener("keydown", onKey);
  document.removeEventListener("click", onClick);
  window.removeEventListener("online", onOnline);
  window.removeEventListener("offline", draw);
  state.watch?.disconnect();
  clearInterval(state.timer);
  state.dotnet = null;
}

// Pictures: made small and upright here, which also leaves behind what the camera wrote into them; the server cleans them once more.
const longest = 1600;

async function small(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return (await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82))) ?? file;
  } catch {
    return file;
  }
}

export function watchPhoto(input, dotnet, address, tokenAddress) {
  input.addEventListener("change", async () => {
    const file = input.files[0];
    input.value = "";
    if (!file) return;
    await dotnet.invokeMethodAsync("PhotoSending");
    try {
      const token = await fetch(tokenAddress, { headers: { Accept: "application/json" } }).then((r) => r.json());
      const answer = await fetch(address, { method: "POST", body: await small(file), headers: { "Content-Type": "application/octet-stream", [token.header]: token.token } });
      const told = await answer.json();
      if (answer.ok) await dotnet.invokeMethodAsync("PhotoTaken", told.id);
      else await dotnet.invokeMethodAsync("PhotoFailed", told.message ?? "The picture was not taken. Try again.");
    } catch {
      await dotnet.invokeMethodAsync("PhotoFailed", "The picture could not be sent: no connection. Take it again when the connection is back.").catch(() => undefined);
    }
    field()?.focus({ preventScroll: true });
  });
}
