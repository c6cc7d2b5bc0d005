// node run_script.mjs CHROMIUM SCRIPT ARGUMENTS RESULT
// Starts Chromium, calls the default export of SCRIPT with it and the JSON list ARGUMENTS, and
// writes what it returns to the file RESULT.
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, script, args, result] = process.argv.slice(2);
const { default: run } = await import(pathToFileURL(script).href);
const browser = await chromium.launch({ executablePath });
try {
  await writeFile(result, JSON.stringify((await run(browser, ...JSON.parse(args))) ?? null));
} finally {
  await browser.close();
}
