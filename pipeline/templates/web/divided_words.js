// Words are copied without the soft hyphens in them, which leave the page while the browser copies:
// so links and emphasis are copied as ever.
document.addEventListener("copy", () => {
  const soft = "\u00ad";
  const selection = getSelection();
  if (!selection.toString().includes(soft)) return;
  const taken = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!selection.containsNode(text, true)) continue;
    for (let at = text.data.lastIndexOf(soft); at >= 0; at = text.data.lastIndexOf(soft)) {
      text.deleteData(at, soft.length);
      taken.unshift([text, at]);
    }
  }
  setTimeout(() => taken.forEach(([text, at]) => text.insertData(at, soft)));
});
