// Drop zone: each file goes up by its own POST, at most two at a time, straight from disk; the server streams it on.
const zones = new Map();
const atOnce = 2;

export function start(element, dotnet, address, tokenAddress, account) {
  const zone = { dotnet, address, tokenAddress, queue: [], running: new Map(), depth: 0, account };
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
  // Chosen while the page was still starting.
  if (input.files.length > 0) picked();
}

/** Which account the files belong to. */
export function belongTo(element, account) {
  const zone = zones.get(element);
  if (zone) zone.account = account;
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
  zone.running.delete(key);
  zone.queue = zone.queue.filter((item) => item.key !== key);
}

function take(zone, files) {
  for (const file of [...files]) {
    const key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    zone.queue.push({ key, file, account: zone.account });
    zone.dotnet?.invokeMethodAsync("UploadAdded", key, file.name, file.size);
  }
  next(zone);
}

function next(zone) {
  while (zone.running.size < atOnce && zone.queue.length > 0) send(zone, zone.queue.shift());
}

/** The form token proves that the file comes from our own page. */
async function tokenOf(zone) {
  const answer = await fetch(zone.tokenAddress, { headers: { Accept: "application/json" } });
  return answer.ok && !answer.redirected ? answer.json() : { header: "RequestVerificationToken", token: "" };
}

async function send(zone, { key, file, account }) {
  const request = new XMLHttpRequest();
  let told = 0;
  zone.running.set(key, request);
  const form = await tokenOf(zone).catch(() => ({ header: "RequestVerificationToken", token: "" }));
  if (!zone.running.has(key)) return;
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
  request.open("POST", `${zone.address}?account=${encodeURIComponent(account)}&name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader(form.header, form.token);
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
