// The citation in the style that is chosen. The button beside it is cite.js's.
"use strict";

for (const form of document.querySelectorAll("form[data-cite]")) {
  const text = document.querySelector(form.dataset.cite);
  const select = form.querySelector("select");
  form.querySelector("button").hidden = true;
  text.setAttribute("aria-live", "polite");
  select.addEventListener("change", async () => {
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) address.searchParams.set(name, value);
    address.pathname += ".txt";
    text.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.statusText);
      text.textContent = (await answer.text()).trim();
    } catch {
      form.submit();
    } finally {
      text.removeAttribute("aria-busy");
    }
  });
}
