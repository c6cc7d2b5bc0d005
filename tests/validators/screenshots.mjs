// Takes a picture of a whole page in each window; `windows` maps the picture's path to the window.

export default async (browser, url, windows) => {
  for (const [path, { width, scheme }] of Object.entries(windows)) {
    const viewport = { width, height: 900 };
    const page = await browser.newPage({ viewport, colorScheme: scheme });
    await page.goto(url, { waitUntil: "load" });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path, fullPage: true });
    await page.close();
  }
};
