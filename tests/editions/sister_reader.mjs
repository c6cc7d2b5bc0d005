// Reads a passage of a page, follows the way to another language, and says where that leads.
export default async (browser, { url, passage, javascript }) => {
  const context = await browser.newContext({
    viewport: { width: 375, height: 300 },
    javaScriptEnabled: javascript,
  });
  const page = await context.newPage();
  await page.goto(passage ? `${url}#${passage}` : url, { waitUntil: "load" });
  const names = await page.locator(".languages a").allTextContents();
  const link = page.locator(".languages a").first();
  // By keyboard: scrolled away, a link is still one step of the Tab key from another.
  await link.evaluate((element) => element.focus({ preventScroll: true }));
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  const language = await page.locator("html").getAttribute("lang");
  const found = { names, language, address: page.url() };
  await context.close();
  return found;
};
