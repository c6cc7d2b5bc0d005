// Search of all notes: loads only the files that the words looked for stand in. What is done here to
// the words is done to those of the notes in pipeline/views/series/searching.py.
(() => {
  const form = document.querySelector(".note-search");
  const field = form.elements.words;
  const language = form.elements.language;
  const counter = form.querySelector("output");
  const list = document.querySelector(".found");
  const button = document.querySelector(".found-more");
  const SHARDS = {{ shards }};
  const ID = {{ id_length }};
  const PAGE = 20;
  const names = new Map([...language.options].map((option) => [option.value, option.text]));
  const loaded = new Map();
  const arrived = new Map();
  let hits = [];
  let shown = 0;
  let turn = 0;

  // By scripts and not by requests, which pages that are opened from a disk may not make.
  window.notepressIndex = (name, data) => arrived.set(name, data);

  function load(name) {
    if (!loaded.has(name))
      loaded.set(
        name,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = `index-search/${name}.js`;
          script.onload = () => resolve(arrived.get(name) ?? {});
          script.onerror = () => {
            loaded.delete(name);
            reject(new Error(name));
          };
          document.head.append(script);
        }),
      );
    return loaded.get(name);
  }

  const UNTYPED =
    /[\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
  const SAME = new Map([{% for one, other in same %}["{{ one }}", "{{ other }}"],{% endfor %}]);
  const HAN = /^[\u3400-\u9fff\u{20000}-\u{3ffff}]/u;

  function digit(sign) {
    let zero = sign.codePointAt(0);
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String((sign.codePointAt(0) - zero) % 10);
  }

  function fold(text) {
    return text
      .normalize("NFKD")
      .replace(UNTYPED, "")
      .toLowerCase()
      .replace(UNTYPED, "")
      .replace(/./gsu, (sign) => SAME.get(sign) ?? sign)
      .replace(/(?=[^0-9])\p{Nd}/gu, digit);
  }

  // The words of what is typed; the last may be the beginning of one, unless a space follows it.
  function split(text) {
    const words = [];
    for (const [run] of fold(text).matchAll(/[\u3400-\u9fff\u{20000}-\u{3ffff}]+|(?:(?![\u3400-\u9fff\u{20000}-\u{3ffff}])[\p{L}\p{M}\p{N}])+/gu)) {
      const signs = [...run];
      if (!HAN.test(run) || signs.length === 1) words.push({ word: run, open: false });
      else for (let at = 1; at < signs.length; at += 1) words.push({ word: signs[at - 1] + signs[at], open: false });
    }
    const last = words.at(-1);
    if (last && !HAN.test(last.word) && [...last.word].length > 1) last.open = !/\s$/.test(text);
    return words;
  }

  function shard(word) {
    let number = 0;
    for (const sign of [...word].slice(0, 2)) number = (number * 31 + sign.codePointAt(0)) % 65521;
    return `words-${String(number % SHARDS).padStart(3, "0")}`;
  }

  function place(id) {
    let number = 0;
    for (const sign of id.slice(-2)) number = (number * 31 + sign.codePointAt(0)) % 65521;
    return `notes-${String(number % SHARDS).padStart(3, "0")}`;
  }

  function* ids(text) {
    for (let at = 0; at < text.length; at += ID) yield text.slice(at, at + ID);
  }

  // The notes with a word, each with 2 if it stands in the title and the like, and 1 elsewhere.
  async function notesWith({ word, open }) {
    const data = await load(shard(word));
    const found = new Map();
    for (const [name, [strong, weak]] of Object.entries(data)) {
      if (name !== word && !(open && name.startsWith(word))) continue;
      for (const id of ids(weak)) if (!found.has(id)) found.set(id, 1);
      for (const id of ids(strong)) found.set(id, 2);
    }
    return found;
  }

  async function find() {
    const now = (turn += 1);
    field.dir = field.value ? "auto" : "";
    const words = split(field.value);
    if (!words.length && !language.value) return show([], "");
    try {
      const groups = await Promise.all(words.map(notesWith));
      if (language.value) {
        const spoken = (await load("languages"))[language.value] ?? "";
        groups.push(new Map([...ids(spoken)].map((id) => [id, 0])));
      }
      if (now !== turn) return undefined;
      const [first, ...others] = groups;
      const found = [];
      for (const [id, weight] of first)
        if (others.every((group) => group.has(id)))
          found.push([others.reduce((sum, group) => sum + group.get(id), weight), id]);
      found.sort(([one, id], [other, second]) => other - one || (id < second ? 1 : -1));
      return await show(found.map(([, id]) => id), count(found.length));
    } catch {
      return show([], counter.dataset.none);
    }
  }

  function count(number) {
    if (!number) return counter.dataset.none;
    if (number === 1) return counter.dataset.one;
    return counter.dataset.many.replace("{count}", inDigits(number));
  }

  function inDigits(number) {
    return String(number).replace(/\d/g, (one) => "{{ write.dialect.words.digits }}"[one]);
  }

  // The count is told when what is counted is there.
  async function show(found, said) {
    const now = turn;
    hits = found;
    shown = 0;
    list.replaceChildren();
    counter.textContent = "";
    await more();
    if (now === turn) counter.textContent = said;
  }

  async function more() {
    const [now, page] = [turn, hits.slice(shown, shown + PAGE)];
    const data = await Promise.all(page.map((id) => load(place(id))));
    if (now !== turn) return;
    const before = list.lastElementChild;
    page.forEach((id, at) => data[at][id]?.forEach((note) => list.append(item(note))));
    shown += page.length;
    button.hidden = shown >= hits.length;
    // Who asked for more goes on reading at the first of them.
    if (before && document.activeElement === button) before.nextElementSibling?.querySelector("a").focus();
  }

  function item([address, title, subtitle, byline, date, tag]) {
    const result = document.createElement("li");
    result.lang = tag;
    result.dir = "auto";
    const link = Object.assign(document.createElement("a"), { href: address, textContent: title });
    line("found-title").append(link);
    if (subtitle) line("found-subtitle").textContent = subtitle;
    line("found-about").textContent = [byline, date, names.get(tag)].filter(Boolean).join(" · ");
    return result;

    function line(name) {
      const found = Object.assign(document.createElement("p"), { className: name });
      result.append(found);
      return found;
    }
  }

  let waiting;
  field.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(find, 120);
  });
  field.addEventListener("compositionend", find);
  language.addEventListener("change", find);
  button.addEventListener("click", more);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
  form.hidden = false;
})();
