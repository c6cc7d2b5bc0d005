// Links to places in the note: copied, shared, and found again when the text has changed.
(() => {
  const address = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];

  async function copy(text, said) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyBySelection(text);
    }
    announce(said);
  }

  // For browsers that keep the clipboard from a page without a secure address.
  function copyBySelection(text) {
    const before = document.activeElement;
    const area = document.createElement("textarea");
    area.className = "visually-hidden";
    area.value = text;
    (before.closest("[popover]") ?? document.body).append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    before.focus();
  }

  function share() {
    const data = { title: document.title, url: address };
    if (!navigator.share) return copy(address, "linkCopied");
    // A reader who closes the sheet has not made a mistake.
    return navigator.share(data).catch(() => undefined);
  }

  function copySection() {
    const link = document.querySelector("#ui-contents [aria-current]");
    copy(address + (link ? link.hash : ""), "linkCopied");
  }

  const deeds = { share, print: () => print(), "copy-section": copySection };
  document.addEventListener("click", (event) => {
    const { does, copies } = event.target.closest("button")?.dataset ?? {};
    if (does) deeds[does]();
    if (copies) copy(document.getElementById(copies).textContent.trim(), "copied");
    const permalink = event.target.closest("a.permalink");
    if (permalink) copy(address + permalink.hash, "linkCopied");
  });
  if (navigator.share)
    for (const button of document.querySelectorAll("[data-share]"))
      button.textContent = button.dataset.share;

  // An id is made from the opening words of a paragraph; when they change, the id that shares
  // most of its beginning with the old one stands for it. A page that begins nowhere is part of
  // the page before it.
  function nearest(id) {
    const page = /^page-(\d+)$/.exec(id);
    if (page) return nearestPage(Number(page[1]));
    let [best, length] = [null, id.indexOf("-") > 0 ? id.indexOf("-") : id.length - 1];
    for (const element of document.querySelectorAll("main [id]")) {
      const shared = commonLength(element.id, id);
      if (shared > length && !element.id.startsWith("ui-")) [best, length] = [element, shared];
    }
    return best;
  }

  function nearestPage(number) {
    const numberOf = (start) => Number(start.id.slice("page-".length));
    const before = [...document.querySelectorAll(".page-start")]
      .filter((start) => numberOf(start) <= number)
      .sort((one, other) => numberOf(one) - numberOf(other));
    return before.at(-1) ?? null;
  }

  function commonLength(one, other) {
    let length = 0;
    while (length < one.length && one[length] === other[length]) length += 1;
    return length;
  }

  function arrive() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id || document.getElementById(id)) return;
    const found = nearest(id);
    if (!found) return;
    location.replace(`#${found.id}`);
    announce("moved");
  }

  addEventListener("hashchange", arrive);
  arrive();
})();
