// What readers do with the web edition. Each deed gets a new page and returns what came of it.

export default async (browser, url, deed, ...args) => {
  const options = deed === "readWithoutScripts" ? { javaScriptEnabled: false } : {};
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(url, { waitUntil: "load" });
  const result = await deeds[deed](page, ...args);
  await context.close();
  return { ...result, said };
};

const inWindow = (box, height = 900) => Boolean(box) && box.y >= 0 && box.y + box.height <= height;
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const current = (page) => page.getAttribute("#ui-contents [aria-current]", "href");

const deeds = {
  // Search, step through the hits, then leave the field empty again.
  async search(page, query, steps) {
    const counter = page.locator("output[for=ui-find]");
    const counts = [];
    await page.fill("#ui-find", query);
    counts.push(await counter.textContent());
    for (let step = 0; step < steps; step += 1) {
      await page.press("#ui-find", "Enter");
      counts.push(await counter.textContent());
    }
    const found = await page.evaluate(() => {
      const [now] = CSS.highlights.get("hit-now") ?? [];
      const box = now?.getBoundingClientRect();
      return {
        hits: [...CSS.highlights.get("hit")].map(String),
        now: now && { text: String(now), y: box.y, height: box.height },
      };
    });
    await page.fill("#ui-find", "");
    const left = await page.evaluate(() => CSS.highlights.get("hit").size);
    return { counts, hits: found.hits, shown: inWindow(found.now), left };
  },

  // How far the words on people begin from the edge of their column, in px, by their direction.
  async peopleAtEdge(page) {
    const found = await page.locator(".person-detail").evaluateAll((details) =>
      details.map((detail) => {
        const words = document.createRange();
        words.selectNodeContents(detail);
        const turned = getComputedStyle(document.documentElement).direction === "rtl";
        const [line, edge] = [words.getClientRects()[0], detail.getBoundingClientRect()];
        const gap = turned ? edge.right - line.right : line.left - edge.left;
        return { direction: getComputedStyle(detail).direction, gap: Math.round(gap) };
      }),
    );
    return { found };
  },

  // Whether each pull quote is shown in a window of some width, and whether it is beside the text.
  async pullQuotes(page, width) {
    await page.setViewportSize({ width, height: 900 });
    const shown = await page.locator(".pull-quote").evaluateAll((quotes) =>
      quotes.map((quote) => {
        const [box, text] = [quote, quote.parentElement].map((one) => one.getBoundingClientRect());
        return box.width === 0 ? "hidden" : box.left >= text.right ? "beside" : "in the text";
      }),
    );
    return { shown };
  },

  // What is found for each of many queries.
  async searches(page, queries) {
    const found = {};
    for (const query of queries) {
      await page.fill("#ui-find", query);
      found[query] = await page.evaluate(() => [...(CSS.highlights.get("hit") ?? [])].map(String));
    }
    const field = page.locator("#ui-find");
    const [typed, empty] = [await field.getAttribute("dir"), await field.fill("")];
    return { found, directions: [typed, empty ?? (await field.getAttribute("dir"))] };
  },

  async stepBack(page, query) {
    await page.fill("#ui-find", query);
    await page.press("#ui-find", "Enter");
    await page.press("#ui-find", "Shift+Enter");
    return { count: await page.textContent("output[for=ui-find]") };
  },

  // Go to sections one after the other and see which entry of the contents is marked.
  async follow(page, ids) {
    const marked = [];
    for (const id of ids) {
      await page.evaluate((target) => document.getElementById(target).scrollIntoView(), id);
      await page.waitForFunction(
        (href) => document.querySelector("#ui-contents [aria-current]")?.hash === href,
        `#${id}`,
      );
      marked.push(await current(page));
    }
    const open = await page.locator(".contents-theme.open ol li").count();
    return { marked, open };
  },

  // On a narrow screen the contents open as a sheet, and close when an entry is chosen.
  async openContents(page, id) {
    await page.setViewportSize({ width: 375, height: 800 });
    const toggle = page.locator(".contents-toggle");
    const seen = [await page.isVisible("#ui-contents")];
    await toggle.click();
    seen.push(await page.isVisible("#ui-contents"));
    const expanded = await toggle.getAttribute("aria-expanded");
    await page.click(`#ui-contents a[href="#${id}"]`);
    seen.push(await page.isVisible("#ui-contents"));
    await toggle.click();
    await page.keyboard.press("Escape");
    seen.push(await page.isVisible("#ui-contents"));
    const focused = await page.evaluate(() => document.activeElement.className);
    return { seen, expanded, focused, hash: new URL(page.url()).hash };
  },

  // Choose colours; a page opened after that has them before anything is painted.
  async chooseColours(page) {
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const papers = [await paper()];
    await page.check("input[value=dark]");
    papers.push(await paper());
    await page.addInitScript(() => {
      new MutationObserver(() => {
        if (!document.body || window.atFirst) return;
        window.atFirst = document.documentElement.dataset.colours;
      }).observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    papers.push(await paper());
    const atFirst = await page.evaluate(() => window.atFirst);
    const kept = await page.isChecked("input[value=dark]");
    await page.check("input[value=system]");
    papers.push(await paper());
    await page.emulateMedia({ colorScheme: "dark" });
    papers.push(await paper());
    await page.check("input[value=light]");
    papers.push(await paper());
    return { papers, atFirst, kept };
  },

  async copyLinks(page, id) {
    await page.click("[data-does=share]");
    const note = await clipboard(page);
    const status = await page.textContent("#ui-status");
    await page.evaluate((target) => document.getElementById(target).scrollIntoView(), id);
    await page.waitForFunction(
      (href) => document.querySelector("#ui-contents [aria-current]")?.hash === href,
      `#${id}`,
    );
    await page.click("[data-does=copy-section]");
    const section = await clipboard(page);
    await page.hover(`#${id} > h3`);
    await page.click(`#${id} > h3 .permalink`);
    return { note, section, passage: await clipboard(page), status };
  },

  // As on a telephone: the device has a way to share.
  async share(page) {
    await page.addInitScript(() => {
      navigator.share = async (data) => (window.shared = data);
    });
    await page.reload();
    await page.click("[data-does=share]");
    const label = await page.textContent("[data-does=share]");
    return { label, shared: await page.evaluate(() => window.shared) };
  },

  // Open the page at an address; say where it led and whether that can be seen.
  async arrive(page, hash) {
    // The page's own listener, the older one, has done its work when this one is called.
    await page.evaluate(
      (target) =>
        new Promise((resolve) => {
          addEventListener("hashchange", () => requestAnimationFrame(resolve), { once: true });
          location.hash = target;
        }),
      hash,
    );
    const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
    const top = await page.evaluate((at) => document.getElementById(at)?.getBoundingClientRect().top, id);
    const near = top >= 0 && top < 400;
    return { id, near, status: await page.textContent("#ui-status") };
  },

  async cite(page) {
    await page.focus("[popovertarget=ui-cite]");
    await page.keyboard.press("Enter");
    const opened = await page.isVisible("#ui-cite");
    await page.keyboard.press("Tab");
    const first = await page.evaluate(() => document.activeElement.className);
    await page.click("[data-copies=ui-cite-apa]");
    const copied = await clipboard(page);
    const files = {};
    for (const link of await page.locator("#ui-cite a[download]").all()) {
      const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
      const chunks = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk);
      files[download.suggestedFilename()] = Buffer.concat(chunks).toString();
    }
    await page.keyboard.press("Escape");
    const closed = !(await page.isVisible("#ui-cite"));
    const focused = await page.evaluate(() => document.activeElement.textContent);
    return { opened, first, copied, files, closed, focused };
  },

  // Download the data of every table, and say whether paper has the links.
  async fetchData(page) {
    const files = {};
    for (const link of await page.locator(".table-frame a[download]").all()) {
      const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
      const chunks = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk);
      files[download.suggestedFilename()] = Buffer.concat(chunks).toString("base64");
    }
    await page.emulateMedia({ media: "print" });
    const printed = await page.locator(".table-frame a[download]").first().isVisible();
    return { files, printed };
  },

  // Press Tab again and again from the top; say what had the focus, and whether one could see it.
  async walk(page, steps) {
    const stops = [];
    for (let step = 0; step < steps; step += 1) {
      await page.keyboard.press("Tab");
      stops.push(
        await page.evaluate(() => {
          const element = document.activeElement;
          const box = element.getBoundingClientRect();
          const name = element.getAttribute("aria-label") ?? element.textContent.trim();
          const place = element.closest("header, search, nav, main, footer, .side-tools");
          return {
            name: name || element.name,
            place: place ? place.className.split(" ")[0] || place.localName : "",
            seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
          };
        }),
      );
    }
    return { stops };
  },

  // How the references to figures, tables and the like stand in their lines.
  async references(page) {
    const displays = await page
      .locator("main .reference")
      .evaluateAll((found) => found.map((one) => getComputedStyle(one).display));
    return { displays };
  },

  // Copy a paragraph by the keyboard; say what can be pasted, and what is left on the page.
  async copyParagraph(page, words) {
    const paragraph = page.locator("main p", { hasText: words });
    await paragraph.evaluate((one) => getSelection().selectAllChildren(one));
    await page.keyboard.press("Control+C");
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const typed = async (type) => (await item.getType(type)).text();
      return { html: await typed("text/html"), plain: await typed("text/plain") };
    });
    const left = await paragraph.textContent();
    const selected = await page.evaluate(() => getSelection().toString());
    return { ...copied, left, selected };
  },

  async readWithoutScripts(page) {
    const hidden = await page.locator(".scripted:visible").count();
    const contents = await page.locator("#ui-contents a:visible").count();
    const paragraphs = await page.locator("main p[id]:visible").count();
    await page.click("[popovertarget=ui-cite]");
    const cite = await page.isVisible("#ui-cite");
    return { hidden, contents, paragraphs, cite };
  },

  async print(page) {
    await page.emulateMedia({ media: "print" });
    const tools = await page.locator(".masthead-tools:visible, .side:visible, .permalink:visible").count();
    const paragraphs = await page.locator("main p[id]:visible").count();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    return { tools, paragraphs, pdf: pdf.toString("base64") };
  },
};
