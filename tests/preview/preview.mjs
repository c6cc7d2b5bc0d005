// Edits a text on disk and looks at what the preview shows, in real time.
import { readFile, writeFile } from "node:fs/promises";

export default async (browser, address, text) => {
  const original = await readFile(text, "utf8");
  const result = { console: [] };
  const open = async (view) => {
    const page = await browser.newPage();
    page.on("console", (message) => result.console.push(message.text()));
    page.on("pageerror", (error) => result.console.push(String(error)));
    await page.goto(`${address}note/minimal/${view}`);
    return page;
  };
  const sources = (page) => page.$$eval("main img", (images) => images.map((image) => image.src));

  const web = await open("web");
  const frame = web.frameLocator("#frame");
  await frame.locator("main").waitFor();
  const pages = await open("pages");
  const before = await sources(pages);
  result.pages_before = before.length;

  // An edit appears, and the reader stays where he was.
  const inside = web.frames().find((one) => one.url().includes("/files/"));
  await inside.evaluate(() => scrollTo(0, 400));
  const topOf = () => {
    const found = [...document.querySelectorAll("main [id]")].find(
      (element) => element.getBoundingClientRect().height && element.getBoundingClientRect().top >= 0);
    return { id: found.id, top: found.getBoundingClientRect().top };
  };
  const place = await inside.evaluate(topOf);
  await writeFile(text, `${original.trimEnd()}\n\nA sentence that was added while somebody looked on.\n`);
  await frame.getByText("added while somebody looked on").first().waitFor();
  result.web_shows_edit = true;
  await inside.waitForFunction(
    ({ id, top }) => Math.abs(document.getElementById(id)?.getBoundingClientRect().top - top) < 3,
    place);
  result.place_kept = true;
  await pages.waitForFunction((old) => [...document.querySelectorAll("main img")].some((image) => !old.includes(image.src)), before);
  const now = await sources(pages);
  result.pages_changed = now.filter((source) => !before.includes(source)).length;
  result.pages_kept = await pages.$$eval("main img", (images) => images.length);

  // A broken source: its findings beside the last good version.
  await writeFile(text, `${original.trimEnd()}\n\n<b>raw</b>\n`);
  await pages.locator("#findings pre").first().waitFor();
  result.finding = await pages.locator("#findings").innerText();
  result.link = await pages.locator("#findings a").first().getAttribute("href");
  result.pages_while_broken = (await sources(pages)).length;

  await writeFile(text, original);
  await pages.locator("#findings").waitFor({ state: "hidden" });
  result.findings_gone = true;
  return result;
};
