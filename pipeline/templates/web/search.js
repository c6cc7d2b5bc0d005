{% set own = write.dialect.words.digits != "0123456789" %}
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

  // What few readers type: soft hyphens, accents by themselves, the points of Hebrew, the vowel marks
  // and the tatweel of Arabic, the nukta of Indian scripts, joiners, marks of direction.
  const UNTYPED =
    "[\\u00ad\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7" +
    "\\u0610-\\u061a\\u061c\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e8\\u06ea-\\u06ed" +
    "\\u093c\\u09bc\\u0a3c\\u0abc\\u0b3c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069]";
  const untyped = new RegExp(UNTYPED, "g");
  // Letters with a sign in them, which they lose: those of Latin, Arabic, Hebrew and Indian scripts,
  // and of Cyrillic only e, since i short is a letter of its own.
  const COMPOSED =
    /[\u00c0-\u024f\u1e00-\u1eff\u0400\u0401\u0450\u0451\u0622-\u0626\u06c0-\u06d3\u0929-\u0934\u0958-\u095f\u09dc-\u09df\u0a33-\u0a5e\ufb1d-\ufb4e]/g;
  // Signs that stand for one another: the first of each row is taken for all of them.
  const SAME = [
    "d\u0111",
    "i\u0131",
    "\u0627\u0671",
    "\u064a\u0649\u06cc\u06d0\u06d2",
    "\u0643\u06a9",
    "\u0647\u0629\u06be\u06c1\u06c3\u06d5",
    "\u03c3\u03c2",
    "'\u2018\u2019\u201a\u201b\u2039\u203a\u02bc\u05f3",
    '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u05f4',
    "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u05be",
    "%\u066a",
    ",\u060c\u066c",
    ".\u066b",
    ";\u061b",
    "?\u061f",
  ];
  const stands = new Map(SAME.flatMap(([first, ...others]) => others.map((one) => [one, first])));
  const others = new RegExp(`[${[...stands.keys()].join("")}]`, "g");

  // The value of a digit of any script: a script has its ten in a row.
  function digit(sign) {
    let zero = sign.charCodeAt(0);
    while (/\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero -= 1;
    return String((sign.charCodeAt(0) - zero) % 10);
  }

  // Letters without case and accents, signs of one kind, digits of one script; a text and what it
  // folds to have the same length.
  function fold(text) {
    return text
      .replace(COMPOSED, (letter) => letter.normalize("NFD")[0])
      .replace(/\s/g, " ")
      .toLowerCase()
      .replace(others, (sign) => stands.get(sign))
      .replace(/(?=[\u0660-\uffff])\p{Nd}/gu, digit);
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
    const text = fold(query.replace(untyped, "").trim());
    const isTooShort = text.length < 2 && !/\p{Script=Han}/u.test(text);
    if (!text || isTooShort) return null;
    const signs = text.replace(/ +/g, " ").replace(/./gu, (sign) => `${literal(sign)}${UNTYPED}*`);
    return new RegExp(signs, "gu");
  }

  // A space is also the half space of Persian.
  function literal(sign) {
    return sign === " " ? "[ \\u200c]+" : sign.replace(/[.*+?^${}()|[\]\\/]/, "\\$&");
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
    // What is typed runs its own way; the words that stand in an empty field run as the page does.
    field.dir = field.value ? "auto" : "";
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
    return {{ "inDigits(" if own }}counter.dataset.many.replace("{count}", hits.length){{ ")" if own }};
  }
{% if own %}

  // A text whose numbers have the digits of the page.
  function inDigits(text) {
    return text.replace(/\d/g, (digit) => "{{ write.dialect.words.digits }}"[digit]);
  }
{% endif %}

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
    counter.textContent = {{ "inDigits(" if own }}place.replace("{count}", hits.length){{ ")" if own }};
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
