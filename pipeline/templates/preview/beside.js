{% raw %}
(() => {
  "use strict";
  const manuscript = document.getElementById("manuscript");
  const frame = document.getElementById("frame");
  if (!manuscript || !frame) return;
  const together = document.getElementById("together");
  const here = document.getElementById("here");
  const links = () => [...document.querySelectorAll("#places a")];
  const inside = () => frame.contentDocument;
  let current = 0;

  // Either side can be scrolled by its reader; the other then follows, and is not followed itself.
  let leader = null;
  const lead = (side) => () => { leader = side; };

  const marks = (number) => [
    ...manuscript.querySelectorAll(`mark[data-place="${number}"]`),
    ...(inside() ? inside().querySelectorAll(`mark[data-place="${number}"]`) : [])];

  const topIn = (element) => {
    const top = element.getBoundingClientRect().top;
    return element.ownerDocument === document ? top - manuscript.getBoundingClientRect().top : top;
  };

  // The lines of the manuscript that the note has as well, as pairs of heights from the top.
  const pairs = () => {
    const found = [];
    if (!inside()) return found;
    for (const anchor of inside().querySelectorAll("[data-line]")) {
      const line = manuscript.querySelector(`p[data-line="${anchor.dataset.line}"]`);
      if (line) found.push([line, anchor]);
    }
    return found;
  };

  const nearest = (side) => {
    let best = null;
    for (const pair of pairs()) {
      const distance = Math.abs(topIn(pair[side]) - 80);
      if (!best || distance < best.distance) best = { pair, distance };
    }
    return best && best.pair;
  };
  const follow = (side) => {
    if (!together.checked || leader !== side) return;
    const pair = nearest(side);
    if (!pair) return;
    const by = topIn(pair[1 - side]) - topIn(pair[side]);
    if (side === 0) frame.contentWindow.scrollBy({ top: by, behavior: "instant" });
    else manuscript.scrollBy({ top: by, behavior: "instant" });
  };
  let waiting = false;
  const onScroll = (side) => () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; follow(side); });
  };

  const show = (number) => {
    const all = links();
    if (!all.length) return;
    current = (number + all.length) % all.length;
    const link = all[current];
    for (const one of all) one.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    link.scrollIntoView({ block: "nearest" });
    for (const one of document.querySelectorAll("mark[data-current]")) delete one.dataset.current;
    if (inside()) for (const one of inside().querySelectorAll("mark[data-current]")) delete one.dataset.current;
    const found = marks(link.dataset.go);
    for (const one of found) one.dataset.current = "";
    here.textContent = `${current + 1} of ${all.length}`;
    if (!found.length) {
      here.textContent += ": not shown on the page";
      return;
    }
    leader = link.dataset.side === "manuscript" ? 0 : 1;
    if (leader) {
      const top = topIn(found[0]) - frame.clientHeight / 3;
      frame.contentWindow.scrollBy({ top, behavior: "instant" });
    } else {
      manuscript.scrollBy({ top: topIn(found[0]) - manuscript.clientHeight / 3, behavior: "instant" });
    }
    follow(leader);
  };

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = "input:not([type=checkbox]), textarea, select";
    if (event.target.closest && event.target.closest(field)) return;
    if (event.key !== "n" && event.key !== "p") return;
    go(event.key === "n" ? 1 : -1)();
    event.preventDefault();
  };
  let started = false;
  const go = (step) => () => {
    show(started ? current + step : step > 0 ? 0 : -1);
    started = true;
  };
  document.getElementById("next").addEventListener("click", go(1));
  document.getElementById("previous").addEventListener("click", go(-1));
  document.addEventListener("keydown", onKey);
  document.getElementById("places").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    started = true;
    show(links().indexOf(link));
  });
  for (const name of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    manuscript.addEventListener(name, lead(0), { passive: true });
  }
  manuscript.addEventListener("scroll", onScroll(0), { passive: true });

  const prepare = () => {
    const page = inside();
    if (!page || page.URL === "about:blank") return;
    const sheet = new frame.contentWindow.CSSStyleSheet();
    sheet.replaceSync(
      "mark[data-place] { color: #14202b; background: #a9dcc6; border-radius: 2px; }" +
      "mark[data-current] { outline: 3px solid #a8371f; outline-offset: 2px; }");
    page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
    page.addEventListener("keydown", onKey);
    for (const name of ["wheel", "touchstart", "keydown", "pointerdown"]) {
      frame.contentWindow.addEventListener(name, lead(1), { passive: true });
    }
    frame.contentWindow.addEventListener("scroll", onScroll(1), { passive: true });
    document.body.dataset.ready = "";
  };
  frame.addEventListener("load", prepare);
  if (inside() && inside().readyState === "complete") prepare();
})();
{% endraw %}
