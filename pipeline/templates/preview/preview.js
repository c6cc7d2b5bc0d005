{% raw %}
(() => {
  "use strict";
  const { slug, view } = document.body.dataset;
  const say = (text) => {
    const status = document.getElementById("status");
    if (status) status.textContent = text;
  };

  // The reader's place in a document: the first element with an id at or below the top of the
  // window, and how far below. It outlives edits above it.
  const placeIn = (win) => {
    for (const element of win.document.querySelectorAll("main [id]")) {
      const { top, height } = element.getBoundingClientRect();
      if (height && top >= 0) return { id: element.id, top };
    }
    return { id: "", top: -win.scrollY };
  };
  const goTo = (win, place) => {
    const element = place.id && win.document.getElementById(place.id);
    const top = element ? element.getBoundingClientRect().top : -win.scrollY;
    win.scrollBy(0, top - place.top);
  };

  const refreshFrame = () => {
    const frame = document.getElementById("frame");
    if (!frame) return;
    const place = placeIn(frame.contentWindow);
    frame.addEventListener("load", () => goTo(frame.contentWindow, place), { once: true });
    frame.contentWindow.location.reload();
  };

  // Pictures of pages are named by what they show, so those that stayed the same stay in place.
  const refreshSheets = (fresh) => {
    const main = document.querySelector("main");
    const known = new Map([...main.querySelectorAll("img")].map((img) => [img.getAttribute("src"), img.closest("figure")]));
    const figures = [...fresh.querySelectorAll("main figure")].map(
      (figure) => known.get(figure.querySelector("img").getAttribute("src")) || figure);
    if (figures.length) main.replaceChildren(...figures);
  };

  const refresh = async () => {
    if (!slug) return location.reload();
    const answer = await fetch(location.pathname, { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const findings = document.getElementById("findings");
    findings.replaceWith(fresh.getElementById("findings"));
    const broken = !document.getElementById("findings").hidden;
    if (!broken) {
      if (view === "beside" && !document.getElementById("frame")) return location.reload();
      for (const part of document.querySelectorAll("[data-refresh]")) {
        const top = part.scrollTop;
        part.replaceChildren(...fresh.getElementById(part.id).childNodes);
        part.scrollTop = top;
      }
      if (document.getElementById("frame")) refreshFrame();
      else refreshSheets(fresh);
    }
    document.body.dataset.version = fresh.body.dataset.version;
    say(broken ? "the source has findings" : "up to date");
  };

  let version = Number(document.body.dataset.version || 0);
  const listen = () => {
    const news = new EventSource("/events");
    // After a pause the page may have missed something.
    news.addEventListener("hello", (event) => {
      if (Number(event.data) > version && version) refresh();
    });
    news.addEventListener("message", (event) => {
      const shown = JSON.parse(event.data);
      if (slug && shown.slug !== slug) return;
      version = shown.version;
      refresh();
    });
    news.addEventListener("error", () => say("the preview has ended"));
  };
  listen();
})();
{% endraw %}
