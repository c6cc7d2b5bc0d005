// The characters of each paragraph of a page, from left to right as they are drawn.

export default async (browser, address, selector) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(address);
  return page.evaluate((selector) => {
    const drawn = (paragraph) => {
      const found = [];
      const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        for (let at = 0; at < node.data.length; at++) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const box = range.getClientRects()[0];
          if (box && box.width) found.push([box.left + box.width / 2, node.data[at]]);
        }
      }
      return found.sort((one, other) => one[0] - other[0]).map((one) => one[1]).join("");
    };
    return [...document.querySelectorAll(selector)].map(drawn);
  }, selector);
};
