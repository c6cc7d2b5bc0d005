// Walks through the places that only one side has, scrolls, edits the note, and looks at both sides.
import { readFile, writeFile } from "node:fs/promises";

export default async (browser, address, text) => {
  const original = await readFile(text, "utf8");
  const result = { console: [] };
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on("console", (message) => result.console.push(message.text()));
  page.on("pageerror", (error) => result.console.push(String(error)));
  await page.goto(address);
  await page.waitForFunction(() => "ready" in document.body.dataset);
  result.title = await page.title();
  const frame = page.frames().find((one) => one.url().includes("/beside/"));

  const texts = (where, side) => where.$$eval("mark[data-place]", (marks) => marks.map((mark) => mark.textContent));
  result.in_manuscript = await texts(page);
  result.in_note = await texts(frame);
  result.listed = await page.$$eval("#places a", (links) => links.map((link) => link.textContent.replace(/\s+/g, " ").trim()));

  const current = async () => ({
    here: await page.textContent("#here"),
    listed: await page.$$eval("#places a[aria-current]", (links) => links.length),
    manuscript: await page.$$eval("#manuscript mark[data-current]", (marks) => marks.map((mark) => mark.textContent).join(" ")),
    note: await frame.$$eval("mark[data-current]", (marks) => marks.map((mark) => mark.textContent).join(" ")),
  });
  result.walk = [];
  for (const key of ["n", "n", "p", "p"]) {
    await page.keyboard.press(key);
    result.walk.push(await current());
  }
  await frame.focus("body").catch(() => {});
  await frame.evaluate(() => document.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true })));
  result.walk_in_frame = await current();

  // The note follows the manuscript, and the manuscript the note: how far the line that is nearest
  // to the top of the one is from the same line in the other.
  const apart = (side) => page.evaluate((side) => {
    const manuscript = document.getElementById("manuscript");
    const inside = document.getElementById("frame").contentDocument;
    const tops = [...inside.querySelectorAll("[data-line]")].flatMap((anchor) => {
      const line = manuscript.querySelector(`p[data-line="${anchor.dataset.line}"]`);
      const top = manuscript.getBoundingClientRect().top;
      return line ? [[line.getBoundingClientRect().top - top, anchor.getBoundingClientRect().top]] : [];
    });
    tops.sort((one, other) => Math.abs(one[side] - 80) - Math.abs(other[side] - 80));
    return Math.abs(tops[0][0] - tops[0][1]);
  }, side);
  await page.locator("#manuscript").hover();
  await page.mouse.wheel(0, 450);
  await page.waitForTimeout(400);
  result.apart = [await apart(0)];
  await page.locator("#frame").hover();
  await page.mouse.wheel(0, 200);
  await page.waitForTimeout(400);
  result.apart.push(await apart(1));
  result.scrolled = await page.$eval("#manuscript", (element) => element.scrollTop > 300);

  // What is typed while somebody looks on is marked.
  await writeFile(text, original.replace("takes half", "takes half (said nobody)"));
  await page.waitForFunction(() => [...document.querySelectorAll("#places a")].some((link) => link.textContent.includes("said nobody")), null, { timeout: 120000 });
  await page.waitForFunction(() => [...document.getElementById("frame").contentDocument.querySelectorAll("mark")].some((mark) => mark.textContent.includes("nobody")));
  result.edit_is_marked = true;
  await writeFile(text, original);
  return result;
};
