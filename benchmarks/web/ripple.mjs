/** Writes one module with everything it imports, as the page is built: node ripple.mjs ENTRY OUTPUT, run in web/. */
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const { build } = await import(pathToFileURL(`${process.cwd()}/node_modules/vite/dist/node/index.js`).href);

const [entry, output] = process.argv.slice(2);
const { output: chunks } = (
  await build({
    configFile: false,
    logLevel: "error",
    resolve: { alias: { "~": `${process.cwd()}/src` } },
    build: { lib: { entry, formats: ["es"] }, write: false, target: "es2023", minify: true },
  })
)[0];
await writeFile(output, chunks[0].code);
