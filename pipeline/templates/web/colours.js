// The switch of colours: the system's, light or dark; the choice is kept.
(() => {
  const root = document.documentElement;
  const choices = document.querySelectorAll("input[name=colours]");
  const chosen = root.dataset.colours || "system";
  for (const choice of choices) {
    choice.checked = choice.value === chosen;
    choice.addEventListener("change", () => choose(choice.value));
  }
  function choose(colours) {
    if (colours === "system") delete root.dataset.colours;
    else root.dataset.colours = colours;
    try {
      localStorage.setItem("notepress-colours", colours);
    } catch {
      // Nothing is kept where storage is closed; the choice holds for this page.
    }
  }
})();
