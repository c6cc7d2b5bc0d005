// The way to another language of the note leads to the passage that is being read: headings, figures
// and tables have the same ids in all of them.
(() => {
  const links = document.querySelectorAll(".languages a");

  function passage() {
    const line = innerHeight / 3;
    let [found, top] = ["", -Infinity];
    for (const part of document.querySelectorAll("main :is(section, figure, aside, div)[id]")) {
      const box = part.getBoundingClientRect();
      if (box.height > 0 && box.top <= line && box.top >= top && !part.id.startsWith("ui-"))
        [found, top] = [part.id, box.top];
    }
    return found && `#${found}`;
  }

  function aim() {
    for (const link of links) link.hash = passage();
  }

  // Before the link is followed, in whatever way, and before its address is shown or copied.
  for (const link of links)
    for (const event of ["pointerenter", "pointerdown", "focus", "contextmenu", "click"])
      link.addEventListener(event, aim);
})();
