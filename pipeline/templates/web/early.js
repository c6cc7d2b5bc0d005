// Runs before the page is painted: says that scripts run, and puts the chosen colours on.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const kept = localStorage.getItem("notepress-colours");
    if (kept === "light" || kept === "dark") root.dataset.colours = kept;
  } catch {
    // Storage may be closed to the page; then the system's colours stay.
  }
})();
