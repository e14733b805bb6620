"use strict";
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details")) part.open = true;
});
if (document.getElementById("lesedaten")) (() => {
  const data = JSON.parse(document.getElementById("lesedaten").textContent);
  const asked = new Map(data.lines.filter((line) => line.key).map((line) => [line.key, line]));
  const name = document.getElementById("name");
  const told = document.getElementById("gesagt");
  let kept = true;

  // What was said, by sentence; a browser that keeps nothing still has it while the page is open.
  function remembered() {
    const said = {};
    for (const [key, line] of asked)
      if (line.verdict || line.note)
        said[key] = { verdict: line.verdict, by: line.by, date: line.date, note: line.note };
    const found = stored();
    for (const [key, one] of Object.entries(found.said || {}))
      if (asked.has(key) && one && ["ok", "wrong", ""].includes(one.verdict))
        said[key] = { verdict: one.verdict, by: text(one.by), date: text(one.date), note: text(one.note) };
    return { by: text(found.by), said };
  }

  function stored() {
    let found = null;
    try { found = localStorage.getItem(data.store); } catch { kept = false; }
    try { return JSON.parse(found) || {}; } catch { return {}; }
  }

  function text(value) { return typeof value === "string" ? value : ""; }

  const state = remembered();
  let unsaved = false;

  function keep() {
    try { localStorage.setItem(data.store, JSON.stringify(state)); } catch { kept = false; }
    unsaved = true;
    show();
  }

  function today() {
    const now = new Date();
    const two = (part) => String(part).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  function said(key) { return state.said[key] || { verdict: "", by: "", date: "", note: "" }; }

  function say(key, change) {
    const one = { ...said(key), ...change };
    if ("verdict" in change) Object.assign(one, change.verdict ? { by: state.by, date: today() } : { by: "", date: "" });
    state.said[key] = one;
    keep();
  }

  function judged() { return [...asked.keys()].filter((key) => said(key).verdict); }

  function show() {
    for (const form of document.querySelectorAll("fieldset[data-key]")) {
      const one = said(form.dataset.key);
      for (const choice of form.querySelectorAll("input[type=radio]")) choice.checked = choice.value === one.verdict;
      const note = form.querySelector("[data-note]");
      if (note !== document.activeElement) note.value = one.note;
      form.classList.toggle("done", one.verdict !== "");
      form.classList.toggle("wrong", one.verdict === "wrong");
      const day = one.date.split("-").reverse().join(".");
      form.querySelector("[data-by]").textContent = one.verdict ? `${one.by || "noch ohne Namen"}, ${day}` : "";
    }
    const forms = asked.size, chosen = judged();
    const done = chosen.filter((key) => said(key).by || state.by).length;
    const unnamed = chosen.length - done;
    const ticked = unnamed ? ` ${unnamed} angekreuzt, aber ohne Namen: bitte eintragen, sonst zählt es nicht.` : "";
    const lost = kept ? "" : " Dieser Browser merkt sich nichts: bitte vor dem Schließen herunterladen.";
    document.getElementById("stand").textContent = `${done} von ${forms} beurteilt.${ticked}${lost}`;
  }

  // Who gave a verdict without a name is asked for it once; a verdict under another name keeps it.
  function signed() {
    const open = judged().filter((key) => !said(key).by);
    if (!judged().length) told.textContent = "Noch ist kein Satz beurteilt.";
    else if (open.length && !state.by) {
      told.textContent = "Bitte erst Ihren Namen eintragen: Ein Urteil zählt nur mit Namen.";
      name.focus();
    } else {
      for (const key of open) state.said[key].by = state.by;
      return true;
    }
    return false;
  }

  // JSON's texts are YAML's, but for characters that YAML wants escaped and for halves of characters.
  function yaml(value) {
    return JSON.stringify(value.replace(/\p{Surrogate}/gu, "\ufffd")).replace(
      /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  }

  function reviews() {
    const lines = data.lines.map((line) => {
      if (!line.key) return line.before;
      const one = said(line.key);
      const fields = ["verdict", "by", "date", "note"].map((field) => `  ${field}: ${yaml(one[field])}\n`);
      return line.before + fields.join("") + line.after;
    });
    return data.head + lines.join("");
  }

  function labels() {
    const lines = judged().filter((key) => asked.get(key).label).map((key) => {
      const one = said(key);
      const note = one.note ? `  note: ${yaml(one.note)}\n` : "";
      return `${asked.get(key).label}  label: ${one.verdict}\n  by: ${yaml(one.by)}\n  date: ${yaml(one.date)}\n${note}`;
    });
    return data.labels + lines.join("");
  }

  function download(file, content, where) {
    if (!signed()) return;
    keep();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content()], { type: "application/yaml" }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    unsaved = false;
    told.textContent = `${file} ist heruntergeladen. ${where}`;
  }

  for (const form of document.querySelectorAll("fieldset[data-key]")) {
    const key = form.dataset.key;
    form.addEventListener("change", (event) => {
      if (event.target.type === "radio") say(key, { verdict: event.target.value });
    });
    form.querySelector("[data-note]").addEventListener("input", (event) => say(key, { note: event.target.value }));
    form.querySelector("[data-do=clear]").addEventListener("click", () => say(key, { verdict: "" }));
  }
  name.value = state.by;
  name.addEventListener("input", () => { state.by = name.value.trim(); keep(); });
  document.getElementById("review").addEventListener("click", () =>
    download("review.yaml", reviews, "Bitte in den Ordner des Laufs legen und neu prüfen."));
  document.getElementById("labels").addEventListener("click", () =>
    download("calibration.yaml", labels, data.labels_where));
  document.getElementById("nur").addEventListener("change", (event) =>
    document.body.classList.toggle("waiting-only", event.target.checked));
  addEventListener("storage", () => { Object.assign(state, remembered()); show(); });
  addEventListener("beforeunload", (event) => { if (!kept && unsaved) event.preventDefault(); });
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && !target.getClientRects().length) {
      document.getElementById("nur").checked = false;
      document.body.classList.remove("waiting-only");
      target.scrollIntoView();
    }
  });
  for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
  show();
})();
