// Looks at a page in several windows: axe-core, console, requests, sideways scrolling.
import { readFile } from "node:fs/promises";

export default async (browser, { url, looks, javascript, axe }) => {
  const results = [];
  for (const look of looks) results.push(await lookAt(browser, url, look, javascript, axe));
  return results;
};

async function lookAt(browser, url, { width, scheme }, javascript, axe) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const seen = { console: [], elsewhere: [], failures: [], transferred: 0 };
  await watch(context, page, devtools, new URL(url), seen);

  // Scripts may run again once the page has been read without them: axe-core is one.
  await devtools.send("Emulation.setScriptExecutionDisabled", { value: !javascript });
  await page.goto(url, { waitUntil: "load" });
  await devtools.send("Emulation.setScriptExecutionDisabled", { value: false });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const look = structuredClone({ width, scheme, overflow, ...seen });
  const judged = await runAxe(page, axe);
  await context.close();
  return { ...look, ...judged };
}

async function watch(context, page, devtools, home, seen) {
  const isElsewhere = ({ protocol, host }) =>
    ["http:", "https:", "ws:", "wss:"].includes(protocol) && host !== home.host;
  await context.route(isElsewhere, (route) => {
    seen.elsewhere.push(route.request().url());
    return route.abort();
  });
  page.on("console", (message) => {
    if (["warning", "error"].includes(message.type())) seen.console.push(message.text());
  });
  page.on("pageerror", (error) => seen.console.push(String(error)));
  page.on("requestfailed", (request) => {
    if (!isElsewhere(new URL(request.url()))) seen.failures.push(request.url());
  });
  page.on("response", (response) => {
    if (response.status() >= 400) seen.failures.push(`${response.status()} ${response.url()}`);
  });
  await devtools.send("Network.enable");
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
    if (home.protocol !== "file:") seen.transferred += encodedDataLength;
  });
}

async function runAxe(page, path) {
  // Evaluated by the browser itself, so the page's content security policy does not stop it.
  await page.evaluate(await readFile(path, "utf8"));
  const { violations, incomplete, passes } = await page.evaluate(() => {
    const tags = new Set(window.axe.getRules().flatMap((rule) => rule.tags));
    tags.delete("deprecated");
    return window.axe.run({ runOnly: { type: "tag", values: [...tags] } });
  });
  if (!passes.length) throw new Error("axe-core judged no rule at all");
  return { violations: violations.map(describe), undecided: incomplete.map((rule) => rule.id) };
}

function describe({ id, impact, help, nodes }) {
  const places = nodes.slice(0, 5).map((node) => node.target.join(" "));
  return {
    severity: impact,
    code: id,
    text: `${help}. ${nodes[0].failureSummary}`,
    place: `${nodes.length} of ${places.join(", ")}`,
  };
}
