// What every page has: menus that close, and "/" for the search box.
"use strict";

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.details-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details.details-menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const box = document.querySelector("input[type=search][name=q]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && box) {
    event.preventDefault();
    event.stopImmediatePropagation();
    box.focus();
    box.select();
  }
}, true);

// The editor of SQL puts a field of its own in the place of the one that has a label.
addEventListener("load", () => {
  const labelled = document.getElementById("sql-editor");
  if (!labelled) return;
  const label = labelled.getAttribute("aria-label") || labelled.labels?.[0]?.textContent || "SQL";
  for (const field of document.querySelectorAll(".CodeMirror textarea, .cm-content")) {
    field.setAttribute("aria-label", label);
  }
});
