// Says something to everyone: shown for a while, read out by screen readers.
const announce = (() => {
  const line = document.getElementById("ui-status");
  let timer;
  return (word) => {
    clearTimeout(timer);
    line.textContent = line.dataset[word];
    line.classList.add("shown");
    timer = setTimeout(() => {
      line.classList.remove("shown");
      line.textContent = "";
    }, 4000);
  };
})();
