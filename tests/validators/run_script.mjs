// node run_script.mjs CHROMIUM PATIENCE
// Starts Chromium and calls scripts with it for as long as it is asked. Each line of its input is a
// list in JSON, the path of a script and arguments; the answer is a line, what the script's default
// export returned for the browser and the arguments as `result`, or why there is none as `error`.
// Every wait may take PATIENCE milliseconds; `gaveUp` says that Chromium did not start or did not
// show a page.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, patience] = process.argv.slice(2);
const timeout = Number(patience);
const gaveUp = ({ name, message }) => name === "TimeoutError" && /launch|goto/.test(message);
// Answers stand alone there.
console.log = console.error;

const patient = (context) => {
  context.setDefaultTimeout(timeout);
  context.setDefaultNavigationTimeout(timeout);
  return context;
};

async function launch() {
  const browser = await chromium.launch({ executablePath, timeout });
  for (const make of ["newContext", "newPage"]) {
    const made = browser[make].bind(browser);
    browser[make] = async (...options) => patient(await made(...options));
  }
  return browser;
}

let browser;

async function answer(line) {
  const [script, ...args] = JSON.parse(line);
  try {
    const { default: run } = await import(pathToFileURL(script).href);
    if (!browser?.isConnected()) browser = await launch();
    return { result: (await run(browser, ...args)) ?? null };
  } catch (error) {
    return { error: String(error.stack ?? error), gaveUp: gaveUp(error) };
  } finally {
    for (const context of browser?.contexts() ?? []) await context.close();
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(line))}\n`);
}
await browser?.close();
