/* Small comforts; every page works without this file.
 * - buttons that copy a reference or a permalink
 * - a "copy" button beside the paragraph under the pointer or the focus
 * - a footnote shown beside its mark on hover, focus or tap
 */
"use strict";

const said = document.createElement("p");
said.className = "sr-only";
said.setAttribute("role", "status");
document.body.append(said);

async function copy(button, text) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not copied: the browser forbids it";
  }
  said.textContent = button.textContent;
  setTimeout(() => { button.textContent = label; said.textContent = ""; }, 1600);
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button, button.dataset.copy));
}

/* one button for all paragraphs, moved to the one at hand */
const reader = document.querySelector(".resolution");
if (reader && navigator.clipboard) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy button--small";
  button.textContent = "Copy link";
  button.addEventListener("click", () => {
    copy(button, new URL(button.parentElement.querySelector(".number a").href).href);
  });
  const bring = (event) => {
    const paragraph = event.target.closest?.(".para");
    if (paragraph && button.parentElement !== paragraph) {
      button.setAttribute("aria-label", `Copy the link of ${paragraph.querySelector(".number a").getAttribute("aria-label").replace(", permalink", "")}`);
      paragraph.append(button);
    }
  };
  reader.addEventListener("mouseover", bring);
  reader.addEventListener("focusin", bring);
}

/* footnotes at hand */
const pop = document.createElement("div");
pop.className = "popnote";
pop.hidden = true;
pop.setAttribute("role", "note");
document.body.append(pop);

function show(mark) {
  const note = document.getElementById(mark.hash.slice(1));
  if (!note) return;
  pop.replaceChildren(...[...note.cloneNode(true).childNodes].filter((node) => node.nodeType === 3 || !node.matches("[role=doc-backlink]")));
  pop.hidden = false;
  const place = mark.getBoundingClientRect();
  const left = Math.min(place.left, document.documentElement.clientWidth - pop.offsetWidth - 12);
  pop.style.setProperty("left", `${Math.max(8, left) + scrollX}px`);
  pop.style.setProperty("top", `${place.bottom + 8 + scrollY}px`);
}

function hide() { pop.hidden = true; }

for (const mark of document.querySelectorAll("sup.note a")) {
  mark.addEventListener("mouseenter", () => show(mark));
  mark.addEventListener("mouseleave", hide);
  mark.addEventListener("focus", () => show(mark));
  mark.addEventListener("blur", hide);
  mark.addEventListener("click", (event) => {
    if (matchMedia("(hover: none)").matches) { event.preventDefault(); show(mark); }
  });
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
