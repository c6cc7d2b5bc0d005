// node read_pdf.mjs READER PDF
// Prints the text of a PDF as pdf.js (what Firefox shows PDF files with) or MuPDF takes it out.
import { readFile } from "node:fs/promises";

const [reader, path] = process.argv.slice(2);
const bytes = new Uint8Array(await readFile(path));

async function readWithPdfjs() {
  // It takes this from a canvas, which only drawing needs.
  globalThis.DOMMatrix ??= class {};
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    // As the search of its viewer joins them.
    pages.push(items.map(({ str, hasEOL }) => str + (hasEOL ? "\n" : "")).join(""));
  }
  return pages;
}

async function readWithMupdf() {
  const { Document } = await import("mupdf");
  const pdf = Document.openDocument(bytes, "application/pdf");
  return Array.from({ length: pdf.countPages() }, (_, number) =>
    pdf.loadPage(number).toStructuredText().asText(),
  );
}

const pages = await (reader === "pdfjs" ? readWithPdfjs() : readWithMupdf());
process.stdout.write(pages.join("\n"));
