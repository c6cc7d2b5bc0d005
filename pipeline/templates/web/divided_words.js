// Words are copied without the soft hyphens in them.
document.addEventListener("copy", (event) => {
  const copied = getSelection().toString();
  if (!copied.includes("\u00ad")) return;
  event.clipboardData.setData("text/plain", copied.replaceAll("\u00ad", ""));
  event.preventDefault();
});
