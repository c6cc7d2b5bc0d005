// The contents follow the reader, and open as a sheet where the screen is narrow.
(() => {
  const side = document.getElementById("ui-side");
  const nav = document.getElementById("ui-contents");
  const toggle = side.querySelector(".contents-toggle");
  const here = side.querySelector(".here");
  const links = [...nav.querySelectorAll("a")];
  const sections = links.map((link) => document.getElementById(link.hash.slice(1)));
  const inView = new Set();
  let current = -1;

  function follow(entries) {
    for (const entry of entries) {
      const place = sections.indexOf(entry.target);
      if (entry.isIntersecting) inView.add(place);
      else inView.delete(place);
    }
    // Of a theme and its question, both in view, the later is the one being read.
    const place = Math.max(...inView);
    if (place >= 0 && place !== current) mark(place);
  }

  function mark(place) {
    links[current]?.removeAttribute("aria-current");
    nav.querySelector(".open")?.classList.remove("open");
    current = place;
    const link = links[place];
    link.setAttribute("aria-current", "location");
    link.closest(".contents-theme")?.classList.add("open");
    here.textContent = link.textContent;
    if (nav.scrollHeight > nav.clientHeight) nav.scrollTop = link.offsetTop - nav.clientHeight / 2;
  }

  function open(isOpen) {
    side.classList.toggle("open", isOpen);
    toggle.setAttribute("aria-expanded", String(isOpen));
  }

  // What crosses a line in the upper part of the window is being read. The last section may be
  // too short ever to reach it.
  const line = new IntersectionObserver(follow, { rootMargin: "-20% 0px -75% 0px" });
  for (const section of sections.slice(0, -1)) line.observe(section);
  new IntersectionObserver(follow, { rootMargin: "0px 0px -30% 0px" }).observe(sections.at(-1));
  toggle.addEventListener("click", () => open(!side.classList.contains("open")));
  nav.addEventListener("click", (event) => {
    if (event.target.closest("a")) open(false);
  });
  side.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !side.classList.contains("open")) return;
    open(false);
    toggle.focus();
  });
  document.addEventListener("click", (event) => {
    if (!side.contains(event.target)) open(false);
  });
})();
