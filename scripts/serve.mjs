// Serves the built page on this machine only: 127.0.0.1, port 4173 or the next free one.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** Starts the server; resolves to its address and a way to close it. */
export async function serve(folder, { port = 4173, tries = 50 } = {}) {
  const server = createServer((request, response) => answer(folder, request, response));
  const listening = await listen(server, port, tries);
  return { address: `http://127.0.0.1:${listening}/`, close: () => new Promise((done) => server.close(done)) };
}

function answer(folder, request, response) {
  const file = fileFor(folder, request.url ?? "/");
  const plain = (status, text) => {
    response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
    response.end(text);
  };
  if (request.method !== "GET" && request.method !== "HEAD") return plain(405, "Only GET and HEAD.\n");
  if (file === undefined) return plain(404, "Not found.\n");
  response.writeHead(200, {
    "Content-Type": TYPES[extname(file).toLowerCase()] ?? "application/octet-stream",
    "Content-Length": statSync(file).size,
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
  });
  if (request.method === "HEAD") return response.end();
  createReadStream(file).pipe(response);
}

function fileFor(folder, url) {
  let path;
  try {
    path = decodeURIComponent(url.split(/[?#]/)[0]);
  } catch {
    return undefined;
  }
  const base = normalize(folder);
  let file = normalize(join(base, path));
  if (path.includes("\0") || !(file + sep).startsWith(base.endsWith(sep) ? base : base + sep)) return undefined;
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}

function listen(server, port, tries) {
  return new Promise((done, fail) => {
    const attempt = (at) => {
      server.once("error", (error) => {
        if (error.code === "EADDRINUSE" && at - port < tries) attempt(at + 1);
        else fail(error);
      });
      server.listen(at, "127.0.0.1", () => done(server.address().port));
    };
    attempt(port);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL("../apps/web/dist", import.meta.url));
  if (!existsSync(join(folder, "index.html"))) {
    console.error("The page is not built yet: npm run build, or npm start, which does both.");
    process.exit(1);
  }
  const { address } = await serve(folder, { port: Number(process.env.PORT) || 4173 });
  console.log(`\n  Whyvary is at ${address}\n  Nothing you open there leaves this machine. Ctrl+C ends it.\n`);
}
