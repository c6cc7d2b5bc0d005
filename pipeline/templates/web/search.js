// Search in the page. A text is found across the elements it stands in, in any script, and shown
// by highlights that leave the document as it is.
(() => {
  const form = document.querySelector(".find");
  const field = form.elements.find;
  const tools = form.querySelector(".find-tools");
  const counter = form.querySelector("output");
  const canHighlight = "highlights" in CSS && "Highlight" in window;
  const BLOCK = "h1, h2, h3, h4, p, li, td, th, caption, figcaption, blockquote, summary";
  let passages;
  let hits = [];
  let now = -1;

  if (canHighlight) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "::highlight(hit) { background-color: var(--hit); color: var(--hit-ink) }" +
        "::highlight(hit-now) { background-color: var(--hit-now); color: var(--hit-now-ink) }",
    );
    document.adoptedStyleSheets.push(sheet);
  }

  // Letters without case and accents, quotation marks, dashes and spaces of one kind; a text and
  // what it folds to have the same length.
  function fold(text) {
    return text
      .replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, (letter) => letter.normalize("NFD")[0])
      .replace(/[\u2018\u2019\u02bc]/g, "'")
      .replace(/[\u201c\u201d\u00ab\u00bb]/g, '"')
      .replace(/[\u2010-\u2015]/g, "-")
      .replace(/\s/g, " ")
      .toLowerCase();
  }

  // The text of each block, and the text nodes it is made of.
  function read() {
    const found = [];
    const unsearched = ".pull-quote, #ui-overview, .permalink";
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let block;
    for (const root of document.querySelectorAll("main, footer")) {
      walker.currentNode = root;
      for (let node = walker.nextNode(); node && root.contains(node); node = walker.nextNode()) {
        const parent = node.parentElement;
        if (parent.closest(unsearched)) continue;
        if (parent.closest(BLOCK) !== block || !found.length) {
          block = parent.closest(BLOCK);
          found.push({ text: "", parts: [] });
        }
        const passage = found.at(-1);
        passage.parts.push({ node, start: passage.text.length });
        passage.text += fold(node.data);
      }
    }
    return found;
  }

  function pattern(query) {
    const text = fold(query.trim());
    const isTooShort = text.length < 2 && !/\p{Script=Han}/u.test(text);
    if (!text || isTooShort) return null;
    const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
{% if divides_words %}
    // Soft hyphens of the page are invisible, and nobody looks for them.
    const divided = escaped.replace(/(?<=\p{L})(?=\p{L})/gu, "\u00ad?");
    return new RegExp(divided.replace(/ +/g, " +"), "g");
{% else %}
    return new RegExp(escaped.replace(/ +/g, " +"), "g");
{% endif %}
  }

  function range(passage, from, to) {
    const partOf = (place) => passage.parts.findLast((part) => part.start <= place);
    const [first, last] = [partOf(from), partOf(to - 1)];
    const found = new Range();
    found.setStart(first.node, from - first.start);
    found.setEnd(last.node, to - last.start);
    return found;
  }

  function find() {
    const wanted = pattern(field.value);
    passages ??= read();
    hits = [];
    now = -1;
    if (wanted)
      for (const passage of passages)
        for (const match of passage.text.matchAll(wanted))
          hits.push(range(passage, match.index, match.index + match[0].length));
    show();
    tools.hidden = !wanted;
    counter.textContent = wanted ? count() : "";
  }

  function count() {
    if (!hits.length) return counter.dataset.none;
    if (hits.length === 1) return counter.dataset.one;
    return counter.dataset.many.replace("{count}", hits.length);
  }

  function show() {
    if (!canHighlight) return;
    CSS.highlights.set("hit", new Highlight(...hits));
    CSS.highlights.set("hit-now", new Highlight(...hits.slice(now, now + 1)));
    CSS.highlights.get("hit-now").priority = 1;
  }

  function step(by) {
    if (!hits.length) return;
    now = now < 0 ? first(by) : (now + by + hits.length) % hits.length;
    show();
    const place = counter.dataset.place.replace("{place}", now + 1);
    counter.textContent = place.replace("{count}", hits.length);
    const hit = hits[now];
    hit.startContainer.parentElement.scrollIntoView({ block: "center" });
    if (!canHighlight) getSelection().setBaseAndExtent(hit.startContainer, hit.startOffset, hit.endContainer, hit.endOffset);
  }

  // The search begins where the reader is.
  function first(by) {
    const below = hits.findIndex((hit) => hit.getBoundingClientRect().top > 0);
    if (by > 0) return Math.max(below, 0);
    return ((below < 0 ? hits.length : below) - 1 + hits.length) % hits.length;
  }

  field.addEventListener("input", find);
  field.addEventListener("keydown", (event) => {
    // Enter also chooses among the characters that a Chinese keyboard offers.
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("[data-step]"))
    button.addEventListener("click", () => step(Number(button.dataset.step)));
})();
