// The search page at once: typing and choosing fetch the same page, and its results take the place
// of those that are there. Without this script the form does it all.
"use strict";

(() => {
  const form = document.getElementById("search");
  const box = document.getElementById("q");
  const said = document.getElementById("said");
  const wide = matchMedia("(min-width: 721px)");
  const WAIT = 200;
  let timer = 0;
  let asking = null;
  if (!form || !box || !said) return;

  const results = () => document.getElementById("results");
  const titles = () => [...document.querySelectorAll(".kb-hits h2 a")];
  const inSheet = () => !wide.matches && Boolean(document.querySelector(".kb-narrow[open]"));

  document.body.classList.add("kb-scripted");
  widen();
  wide.addEventListener("change", widen);

  function widen() {
    const narrow = document.getElementById("narrow");
    if (narrow && wide.matches) narrow.open = true;
  }

  // The address that the form would lead to, without its empty fields.
  function address() {
    const sent = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) sent.append(name, value);
    const query = sent.toString();
    return form.action.split("?")[0] + (query ? `?${query}` : "");
  }

  async function page(url, signal) {
    const answer = await fetch(url, { signal, headers: { accept: "text/html" }, credentials: "same-origin" });
    const text = await answer.text();
    return new DOMParser().parseFromString(text, "text/html");
  }

  async function search() {
    clearTimeout(timer);
    if (asking) asking.abort();
    const mine = (asking = new AbortController());
    const url = address();
    const slow = setTimeout(() => {
      results().setAttribute("aria-busy", "true");
      said.textContent = said.dataset.working;
    }, 100);
    try {
      const found = await page(url, mine.signal);
      const fresh = found.getElementById("results");
      if (mine.signal.aborted) return;
      if (!fresh) {
        location.assign(url);
        return;
      }
      swap(fresh);
      history.replaceState(null, "", url);
      follow(found);
      said.textContent = fresh.dataset.said || fresh.querySelector("[role=alert]")?.textContent.trim() || "";
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
    } finally {
      clearTimeout(slow);
      if (asking === mine) {
        asking = null;
        results().removeAttribute("aria-busy");
      }
    }
  }

  // New results; what was closed stays closed, and who stood on a field stands there again.
  function swap(fresh) {
    const old = results();
    for (const facet of old.querySelectorAll(".kb-facet[id]")) {
      const same = fresh.querySelector(`#${facet.id}`);
      if (same && !facet.open) same.open = false;
    }
    const held = old.contains(document.activeElement) ? document.activeElement : null;
    old.replaceWith(document.adoptNode(fresh));
    widen();
    if (!held) return;
    const again = [...fresh.querySelectorAll("input, a, summary")].find(
      (each) => each.tagName === held.tagName && each.name === held.name
        && (held.type === "text" || each.value === held.value) && each.href === held.href,
    );
    (again || box).focus();
  }

  // What else on the page depends on the search: its title, its feed, the links that lead back to it.
  function follow(found) {
    document.title = found.title;
    for (const selector of ["link[rel=alternate]", ".kb-nav a[rel=nofollow]"]) {
      const there = [...document.querySelectorAll(selector)];
      const fresh = [...found.querySelectorAll(selector)];
      there.forEach((link, place) => fresh[place] && link.setAttribute("href", fresh[place].getAttribute("href")));
    }
    const hidden = form.querySelector("input[name=like]");
    if (hidden) hidden.remove();
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, WAIT);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const sheet = inSheet() && document.getElementById("narrow");
    if (sheet) sheet.open = false;
    search();
  });
  document.addEventListener("change", (event) => {
    if (event.target.form === form && event.target !== box && !inSheet()) search();
  });

  // A facet that was closed gets its values when it is opened.
  document.addEventListener("toggle", async (event) => {
    const facet = event.target;
    if (!facet.matches?.(".kb-facet[data-from]") || !facet.open) return;
    const from = facet.dataset.from;
    delete facet.dataset.from;
    facet.setAttribute("aria-busy", "true");
    try {
      const found = await page(from);
      const fresh = found.getElementById(facet.id);
      if (!fresh || fresh.dataset.from) {
        facet.remove();
        return;
      }
      const held = facet.contains(document.activeElement);
      facet.replaceWith(document.adoptNode(fresh));
      if (held) fresh.querySelector("summary").focus();
    } catch {
      location.assign(from);
    }
  }, true);

  // Arrows go from the box through the titles of the hits, Escape back to the box.
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const hits = titles();
    const place = hits.indexOf(document.activeElement);
    const here = document.activeElement === box || place >= 0;
    if (event.key === "Escape" && inSheet()) {
      const sheet = document.getElementById("narrow");
      sheet.open = false;
      sheet.querySelector("summary").focus();
    } else if (event.key === "Escape" && place >= 0) {
      box.focus();
    } else if (here && event.key === "ArrowDown" && hits[place + 1]) {
      event.preventDefault();
      hits[place + 1].focus();
    } else if (place >= 0 && event.key === "ArrowUp") {
      event.preventDefault();
      (hits[place - 1] || box).focus();
    }
  });

  // Bars of the chart: drag over years, and they are the range.
  let drag = null;
  const barAt = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest?.("[data-year]");
  const span = () => [drag.first, drag.last].sort((one, other) => one - other);

  function paint() {
    const [low, high] = span();
    for (const bar of drag.chart.querySelectorAll("[data-year]")) {
      bar.classList.toggle("kb-dragged", bar.dataset.year >= low && bar.dataset.year <= high);
    }
  }
  // The year under the pointer, wherever it is above or below the bars.
  function yearAt(event) {
    const bar = barAt(event);
    if (bar) return Number(bar.dataset.year);
    const bars = [...drag.chart.querySelectorAll("[data-year]")];
    const middle = (each) => { const at = each.getBoundingClientRect(); return (at.left + at.right) / 2; };
    const away = (each) => Math.abs(middle(each) - event.clientX);
    return Number(bars.reduce((near, each) => (away(each) < away(near) ? each : near)).dataset.year);
  }
  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.(".kb-facet .kb-years")) event.preventDefault();
  });
  document.addEventListener("pointerdown", (event) => {
    const chart = event.target.closest?.(".kb-facet .kb-years");
    if (!chart || event.button !== 0 || !chart.querySelector("[data-year]")) return;
    drag = { chart, moved: false };
    drag.first = drag.last = yearAt(event);
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.last = yearAt(event);
    drag.moved = drag.moved || drag.last !== drag.first;
    if (drag.moved) paint();
  });
  document.addEventListener("pointercancel", () => { drag = null; });
  document.addEventListener("pointerup", () => {
    if (!drag) return;
    const { moved } = drag;
    const [low, high] = span();
    drag = moved ? drag : null;
    if (!moved) return;
    setTimeout(() => { drag = null; });
    const fields = document.querySelectorAll(".kb-range input");
    fields[0].value = low;
    fields[1].value = high;
    if (!inSheet()) search();
  });
  document.addEventListener("click", (event) => {
    if (drag?.moved && event.target.closest?.(".kb-facet .kb-years")) event.preventDefault();
  }, true);
})();
