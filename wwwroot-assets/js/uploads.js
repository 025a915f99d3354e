// Drop zone: each file goes up by its own POST, at most two at a time, straight from disk; the server streams it on.
const zones = new Map();
const atOnce = 2;

export function start(element, dotnet, address, tokenHeader) {
  const zone = { dotnet, address, tokenHeader, queue: [], running: new Map(), depth: 0, account: "", token: "" };
  const input = element.querySelector("input[type=file]");
  const over = (on) => element.classList.toggle("over", on);
  const handlers = {
    dragenter: (e) => { e.preventDefault(); zone.depth++; over(true); },
    dragover: (e) => e.preventDefault(),
    dragleave: () => { if (--zone.depth <= 0) { zone.depth = 0; over(false); } },
    drop: (e) => { e.preventDefault(); zone.depth = 0; over(false); take(zone, e.dataTransfer.files); },
  };
  const picked = () => { take(zone, input.files); input.value = ""; };
  for (const [name, handler] of Object.entries(handlers)) element.addEventListener(name, handler);
  input.addEventListener("change", picked);
  zone.detach = () => {
    for (const [name, handler] of Object.entries(handlers)) element.removeEventListener(name, handler);
    input.removeEventListener("change", picked);
  };
  zones.set(element, zone);
}

/** Which account the files belong to, and the form token that proves they come from our own page. */
export function configure(element, account, token) {
  const zone = zones.get(element);
  if (zone) Object.assign(zone, { account, token });
}

export function stop(element) {
  const zone = zones.get(element);
  if (!zone) return;
  zone.detach();
  zone.dotnet = null;
  zones.delete(element);
}

export function cancel(element, key) {
  const zone = zones.get(element);
  if (!zone) return;
  zone.running.get(key)?.abort();
  zone.queue = zone.queue.filter((item) => item.key !== key);
}

function take(zone, files) {
  for (const file of files) {
    const key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    zone.queue.push({ key, file });
    zone.dotnet?.invokeMethodAsync("UploadAdded", key, file.name, file.size);
  }
  next(zone);
}

function next(zone) {
  while (zone.running.size < atOnce && zone.queue.length > 0) send(zone, zone.queue.shift());
}

function send(zone, { key, file }) {
  const request = new XMLHttpRequest();
  let told = 0;
  zone.running.set(key, request);
  const done = (message, ok) => {
    zone.running.delete(key);
    zone.dotnet?.invokeMethodAsync("UploadEnded", key, ok, message);
    next(zone);
  };
  request.upload.onprogress = (e) => {
    const now = performance.now();
    if (now - told < 250 && e.loaded < e.total) return;
    told = now;
    zone.dotnet?.invokeMethodAsync("UploadProgressed", key, e.loaded);
  };
  request.onload = () => done(wordsOf(request), request.status >= 200 && request.status < 300);
  request.onerror = () => done("The connection broke before the file was complete. Drop it again.", false);
  request.onabort = () => done("Cancelled before it was complete.", false);
  request.open("POST", `${zone.address}?account=${encodeURIComponent(zone.account)}&name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader(zone.tokenHeader, zone.token);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.send(file);
}

function wordsOf(request) {
  try {
    const answer = JSON.parse(request.responseText);
    return answer.message ?? answer.detail ?? "";
  } catch {
    return request.status === 413 ? "The file is larger than the console takes." : request.status >= 400 ? `The server answered ${request.status}.` : "";
  }
}
