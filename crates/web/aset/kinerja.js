// Everything here is an addition: each act works without it. Events are caught at the document, so that parts that
// htmx exchanges need no set-up of their own.
"use strict";
const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";
const later = (wait, act) => { let timer; return (...args) => { clearTimeout(timer); timer = setTimeout(() => act(...args), wait); }; };
// An answer, or null while the server cannot be reached.
const reach = (address, options) => fetch(address, options).catch(() => null);
document.addEventListener("htmx:config:request", (event) => { event.detail.ctx.request.headers["X-CSRF"] = csrf; });

// The menu is open where there is room for it.
if (matchMedia("(max-width: 63.99rem)").matches) document.querySelector(".menu details")?.removeAttribute("open");

// --- Dialogs: search (Ctrl-K) and the drawer that tells where a number comes from.
function dialog(id, kind, label) {
  let box = document.getElementById(id);
  if (!box) {
    box = Object.assign(document.createElement("dialog"), { id, className: kind });
    box.setAttribute("aria-label", label);
    box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
    document.body.append(box);
  }
  if (!box.open) box.showModal();
  return box;
}
async function load(address) {
  const answer = await reach(address, { headers: { "X-Bagian": "ya" } });
  return answer?.ok ? answer.text() : "<p class='galat'>Halaman ini belum dapat dimuat. Coba lagi sebentar lagi.</p>";
}
async function search(address) {
  const box = dialog("cari", "", "Cari");
  box.innerHTML = "<label for='cari-teks'>Cari di kantor ini</label><input id='cari-teks' type='search' autocomplete='off' placeholder='nama, kode, uraian'><div id='cari-hasil' aria-live='polite'></div><form method='dialog' class='aksi'><button>Tutup</button></form>";
  const text = box.querySelector("input");
  text.addEventListener("input", later(200, async () => {
    box.querySelector("#cari-hasil").innerHTML = text.value.trim() ? await load(`${address}?teks=${encodeURIComponent(text.value)}`) : "";
  }));
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); box.querySelector("#cari-hasil a")?.click(); }
    if (event.key === "ArrowDown") { event.preventDefault(); box.querySelector("#cari-hasil a")?.focus(); }
  });
  text.focus();
}
document.addEventListener("keydown", (event) => {
  const button = document.querySelector("[data-cari]");
  if (button && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); search(button.dataset.cari); }
});
document.addEventListener("click", async (event) => {
  const open = event.target.closest("[data-cari]");
  if (open) return search(open.dataset.cari);
  const link = event.target.closest("a[data-laci]");
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    const box = dialog("laci", "laci", link.dataset.laci || "Asal angka");
    box.innerHTML = "<p>Memuat…</p>";
    box.innerHTML = "<form method='dialog' class='aksi'><button autofocus>Tutup</button></form>" + await load(link.href);
  }
  const copy = event.target.closest("[data-salin]");
  if (copy) {
    const source = document.querySelector(copy.dataset.salin);
    const text = source.matches("table")
      ? [...source.rows].map((row) => [...row.cells].map((cell) => (typed(cell)[0]?.value ?? cell.innerText).trim().replace(/\s+/g, " ")).join("\t")).join("\n")
      : source.value ?? source.innerText;
    await navigator.clipboard.writeText(text);
    const before = copy.textContent; copy.textContent = "Tersalin"; setTimeout(() => { copy.textContent = before; }, 1500);
  }
  const sure = event.target.closest("[data-yakin]");
  if (sure && !confirm(sure.dataset.yakin)) event.preventDefault();
});

// A form inside the drawer is answered there.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-laci]"), box = form?.closest("dialog");
  if (!box) return;
  event.preventDefault();
  box.innerHTML = "<form method='dialog' class='aksi'><button autofocus>Tutup</button></form>" + await load(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`);
});

// --- A figure put into the text where the cursor stands.
document.addEventListener("click", (event) => {
  const figure = event.target.closest("[data-sisip]");
  const text = figure && document.querySelector(figure.dataset.ke);
  if (!text) return;
  text.focus();
  text.setRangeText(figure.dataset.sisip, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
});

// --- How a typed number or date was read, before it is saved. Leaving the field by pressing a button must not move the
// button: the note comes when the pointer was let go.
let released = Promise.resolve();
document.addEventListener("pointerdown", () => {
  released = new Promise((done) => {
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(done), { once: true, capture: true });
  });
}, true);
async function show(input) {
  const cell = input.closest("td, .kolom");
  if (!cell) return;
  let note = cell.querySelector(".dibaca");
  if (!input.value.trim()) { note?.remove(); return; }
  const answer = await reach(`/baca?kolom=${input.dataset.baca}&teks=${encodeURIComponent(input.value)}`);
  const read = answer?.ok ? await answer.json() : {};
  await released;
  note ??= cell.appendChild(document.createElement("p"));
  note.className = read.galat ? "galat dibaca" : "dibaca";
  note.textContent = read.galat ?? (read.teks && read.teks !== input.value.trim() ? `dibaca ${read.teks}` : "");
}
document.addEventListener("change", (event) => { if (event.target.dataset?.baca) show(event.target); });

// --- Grids: changed cells are marked; a block copied from a spreadsheet is laid over the cells from the one it is pasted into.
document.addEventListener("input", (event) => {
  const cell = event.target.closest(".kisi td");
  if (cell) cell.classList.toggle("berubah", event.target.value !== event.target.defaultValue);
});
const typed = (row) => [...row.querySelectorAll("input:not([type=hidden]):not([type=checkbox]), select, textarea")];
function newRow(grid) {
  const pattern = document.querySelector(`template[data-untuk="${grid.id}"]`);
  if (!pattern) return null;
  const next = Number(grid.dataset.berikut ?? 0) + 1;
  grid.dataset.berikut = next;
  const holder = document.createElement("tbody");
  holder.innerHTML = pattern.innerHTML.replaceAll("__N__", `b${next}`);
  const row = holder.firstElementChild;
  grid.querySelector("tbody").append(row);
  return row;
}
document.addEventListener("paste", (event) => {
  const start = event.target.closest(".kisi td");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!start || !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  const grid = start.closest(".kisi");
  let row = start.closest("tr");
  const from = typed(row).indexOf(event.target);
  for (const line of text.replace(/\r/g, "").replace(/\n$/, "").split("\n")) {
    row ??= newRow(grid);
    if (!row) break;
    const cells = typed(row).slice(from);
    line.split("\t").forEach((value, place) => {
      const input = cells[place];
      if (!input || input.readOnly || input.disabled) return;
      if (input.matches("select")) {
        const choice = [...input.options].find((option) => option.text.trim().toLowerCase() === value.trim().toLowerCase() || option.value === value.trim());
        if (choice) input.value = choice.value;
      } else input.value = value.trim();
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    row = row.nextElementSibling;
  }
});
document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-tambah]");
  if (!add) return;
  event.preventDefault();
  const row = newRow(document.querySelector(add.dataset.tambah));
  if (row) typed(row)[0]?.focus();
});
// Up and down move within a column, as in a spreadsheet.
document.addEventListener("keydown", (event) => {
  if (!["ArrowUp", "ArrowDown", "Enter"].includes(event.key) || !event.target.matches(".kisi input")) return;
  const row = event.target.closest("tr");
  const next = event.key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
  const input = next && typed(next)[typed(row).indexOf(event.target)];
  if (event.key === "Enter") event.preventDefault();
  if (input) { event.preventDefault(); input.focus(); input.select?.(); }
});

// --- Drafts: what is typed is kept on the server until it is saved, so that leaving a page loses nothing.
const values = (form) => JSON.stringify([...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "_csrf" && !name.endsWith("._sebelum")));
function keep(form) {
  const save = async () => {
    const body = new URLSearchParams({ _csrf: csrf, formulir: form.dataset.draf, isi: values(form) });
    const answer = await reach("/draf", { method: "POST", body, headers: { "X-CSRF": csrf }, keepalive: true });
    if (!answer?.ok) setTimeout(save, 5000);
    const note = form.querySelector("[data-draf-keadaan]");
    if (note) note.textContent = answer?.ok ? "Draf tersimpan otomatis." : "Draf belum tersimpan; periksa sambungan.";
  };
  form.addEventListener("input", later(1000, save));
}
async function offer(form) {
  const answer = await reach(`/draf?formulir=${encodeURIComponent(form.dataset.draf)}`);
  const draft = answer?.status === 200 ? await answer.json() : null;
  if (!draft || draft.isi === values(form)) return;
  const note = document.createElement("div");
  note.className = "pesan awas";
  note.setAttribute("role", "status");
  note.innerHTML = "<p></p><div class='aksi'><button type='button'>Lanjutkan isian itu</button><button type='button'>Buang</button></div>";
  note.firstElementChild.textContent = `Ada isian Anda yang belum disimpan, dari ${draft.waktu}.`;
  const [use, drop] = note.querySelectorAll("button");
  use.addEventListener("click", () => {
    for (const [name, value] of JSON.parse(draft.isi)) {
      const added = /\.(b\d+)\./.test(name);
      let input = form.elements[name];
      if (!input && added) { const grid = form.querySelector(".kisi"); while (!form.elements[name] && newRow(grid)); input = form.elements[name]; }
      if (!input || input.length && !input.options) continue;
      if (input.type === "checkbox") input.checked = true; else input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    note.remove();
  });
  drop.addEventListener("click", async () => {
    await reach("/draf", { method: "POST", body: new URLSearchParams({ _csrf: csrf, formulir: form.dataset.draf, isi: "" }), headers: { "X-CSRF": csrf } });
    note.remove();
  });
  form.before(note);
}
for (const form of document.querySelectorAll("form[data-draf]")) { keep(form); offer(form); }

// --- A link to something that is folded away opens it.
function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target?.closest("details:not([open])");
  if (!folded) return;
  folded.open = true;
  target.scrollIntoView({ block: "nearest" });
}
addEventListener("hashchange", unfold);
unfold();
