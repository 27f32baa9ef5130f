// Ranges of lines: "#L53-L55" is marked; Shift with a click on a number marks up to there.
"use strict";

const SPAN = /^#L(\d+)(?:-L?(\d+))?$/;

function marked() {
  const found = SPAN.exec(location.hash);
  if (!found) return;
  const ends = [Number(found[1]), Number(found[2] ?? found[1])].sort((a, b) => a - b);
  for (const line of document.querySelectorAll(".kb-source .kb-here")) line.classList.remove("kb-here");
  for (let number = ends[0]; number <= ends[1]; number += 1) {
    const line = document.getElementById(`L${number}`);
    if (!line) break;
    line.classList.add("kb-here");
  }
  if (found[2]) document.getElementById(`L${ends[0]}`)?.scrollIntoView();
}

document.querySelector(".kb-source")?.addEventListener("click", (event) => {
  const number = event.target.closest("a.kb-line")?.textContent;
  const from = SPAN.exec(location.hash)?.[1];
  if (!number || !event.shiftKey || !from) return;
  event.preventDefault();
  const ends = [Number(from), Number(number)].sort((a, b) => a - b);
  location.hash = `#L${ends[0]}-L${ends[1]}`;
});

addEventListener("hashchange", marked);
if (!new URLSearchParams(location.search).has("lines") || location.hash.includes("-")) marked();
