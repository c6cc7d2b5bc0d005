// A reader of the index of many notes: types words, and says what was found and which files were asked for.
export default async (browser, { url, queries, language }) => {
  const page = await browser.newPage();
  page.setDefaultTimeout(20000);
  const said = [];
  const asked = [];
  // There are no covers.
  page.on("console", (message) => /ERR_FILE_NOT_FOUND/.test(message.text()) || said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(url);
  const field = page.getByRole("searchbox");
  const titles = () => page.locator(".found-title a").allTextContents();
  const found = {};
  for (const query of queries) {
    await field.fill("");
    await page.waitForFunction(() => !document.querySelector(".note-search output").textContent);
    await field.fill(query);
    await page.waitForFunction(() => document.querySelector(".note-search output").textContent);
    found[query] = await titles();
  }
  const files = new Set(asked.filter((one) => one.includes("index-search/")));
  await field.fill("");
  await page.waitForFunction(() => !document.querySelector(".note-search output").textContent);
  await page.getByRole("combobox").selectOption(language);
  await page.waitForFunction(() => document.querySelector(".note-search output").textContent);
  const spoken = await titles();
  await field.fill("xyzzy");
  await page.waitForFunction(() => {
    const counter = document.querySelector(".note-search output");
    return counter.textContent === counter.dataset.none;
  });
  await page.close();
  return { found, spoken, said, files: files.size };
};
