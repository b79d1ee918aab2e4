/** Reads cases as a JSON list from standard input and writes what the page computes for each. */
import { fileURLToPath } from "node:url";
import { text } from "node:stream/consumers";
import { createServer } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));
const server = await createServer({
  root,
  configFile: false,
  logLevel: "error",
  appType: "custom",
  server: { middlewareMode: true, ws: false, hmr: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  resolve: { alias: { "~": fileURLToPath(new URL("src", import.meta.url)) } },
});
const { evaluated } = await server.ssrLoadModule("/src/model/evaluation.ts");
const cases = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(cases.map(evaluated)));
await server.close();
