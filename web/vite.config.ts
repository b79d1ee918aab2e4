import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const server = process.env["PLANNER_URL"] ?? "http://127.0.0.1:8000";
const proxied = { target: server, changeOrigin: true, ws: true };

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "~": fileURLToPath(new URL("src", import.meta.url)) } },
  build: {
    outDir: "../planner/app/page",
    emptyOutDir: true,
    target: "es2023",
    reportCompressedSize: false,
    assetsInlineLimit: 0,
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/graphql": proxied, "/imports": proxied, "/exports": proxied, "/healthz": proxied },
  },
  test: { include: ["src/**/*.test.ts"] },
});
