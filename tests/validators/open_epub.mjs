// Opens an EPUB in a reading engine, turns its pages and takes a picture of each.
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// No server: the browser asks for these addresses and gets the files.
const ORIGIN = "https://reader.invalid";
const HERE = fileURLToPath(new URL(".", import.meta.url));
const SETTLE = 400; // Milliseconds a turned page needs to come to rest.

export default async (browser, { epub, engine, scheme, start, shots }) => {
  const viewport = { width: 600, height: 800 };
  const page = await browser.newPage({ viewport, colorScheme: scheme });
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.route("**/*", (route) => {
    const { protocol, origin, pathname } = new URL(route.request().url());
    if (!protocol.startsWith("http")) return route.continue();
    if (origin !== ORIGIN) {
      errors.push(`asked for ${route.request().url()}`);
      return route.abort();
    }
    if (pathname === "/") return route.fulfill({ path: join(HERE, "readers", `${engine}.html`) });
    if (pathname === "/book.epub") return route.fulfill({ path: epub });
    if (pathname.startsWith("/node_modules/")) return route.fulfill({ path: join(HERE, pathname) });
    return route.fulfill({ status: 404 });
  });

  const refused = new Promise((_, reject) => page.once("pageerror", reject));
  await page.goto(`${ORIGIN}/`);
  await Promise.race([refused, page.waitForFunction("window.reader")]);
  if (start) await page.evaluate((path) => window.reader.goTo(path), start);
  for (const path of shots) {
    await page.waitForTimeout(SETTLE);
    await page.screenshot({ path });
    await page.evaluate(() => window.reader.next());
  }
  const { contents, pages } = await page.evaluate(() => ({
    contents: window.reader.contents,
    pages: window.reader.pages,
  }));
  return { contents, pages, errors };
};
