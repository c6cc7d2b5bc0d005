// node run_script.mjs CHROMIUM SCRIPT ARGUMENTS RESULT
// Starts Chromium, calls the default export of SCRIPT with it and the JSON list ARGUMENTS, and
// writes what it returns to the file RESULT. Every wait may take PATIENCE milliseconds; exit code 75
// says that Chromium did not start or did not show a page.
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, script, args, result] = process.argv.slice(2);
const { default: run } = await import(pathToFileURL(script).href);
const timeout = Number(process.env.PATIENCE);
const gaveUp = ({ name, message }) => name === "TimeoutError" && /launch|goto/.test(message);

const patient = (context) => {
  context.setDefaultTimeout(timeout);
  context.setDefaultNavigationTimeout(timeout);
  return context;
};

async function main() {
  const browser = await chromium.launch({ executablePath, timeout });
  for (const make of ["newContext", "newPage"]) {
    const made = browser[make].bind(browser);
    browser[make] = async (...options) => patient(await made(...options));
  }
  try {
    await writeFile(result, JSON.stringify((await run(browser, ...JSON.parse(args))) ?? null));
  } finally {
    await browser.close();
  }
}

await main().catch((error) => {
  if (!gaveUp(error)) throw error;
  console.error(error);
  process.exitCode = 75;
});
