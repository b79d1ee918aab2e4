import react from "@vitejs/plugin-react";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const server = process.env["PLANNER_URL"] ?? "http://127.0.0.1:8000";
const proxied = { target: server, ws: true }; // with the Host of the page, which the server compares with its Origin

/** Writes a gzip and a brotli copy beside every larger asset, so that the server never compresses. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    writeBundle({ dir = "" }) {
      const assets = join(dir, "assets");
      for (const name of readdirSync(assets).filter((each) => /\.(js|css|svg|json)$/.test(each))) {
        const path = join(assets, name);
        const data = readFileSync(path);
        if (data.length < 512) continue;
        writeFileSync(`${path}.gz`, gzipSync(data, { level: 9 }));
        writeFileSync(`${path}.br`, brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), compressed()],
  resolve: { alias: { "~": fileURLToPath(new URL("src", import.meta.url)) } },
  build: {
    outDir: "../planner/app/page",
    emptyOutDir: true,
    target: "es2023",
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What two views share of the packages is one file: one request instead of thirty, and a twentieth less when packed.
        codeSplitting: { groups: [{ name: "base", test: /[\\/]node_modules[\\/]/, minShareCount: 2 }] },
      },
    },
    assetsInlineLimit: 0,
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/graphql": proxied, "/imports": proxied, "/exports": proxied, "/healthz": proxied, "/readyz": proxied },
  },
  test: { include: ["src/**/*.test.ts"], setupFiles: process.env["CI"] ? ["src/fixed-draws.ts"] : [] },
});
