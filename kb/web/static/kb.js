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
