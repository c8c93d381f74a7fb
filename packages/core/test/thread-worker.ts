import { Worker } from "node:worker_threads";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const source = join(dirname(fileURLToPath(import.meta.url)), "../src");

/** The endpoint, or something in its stead, bundled as the build bundles it: one classic script. */
export async function classicScript(contents?: string): Promise<string> {
  const built = await esbuild.build({
    ...(contents === undefined
      ? { entryPoints: [join(source, "worker/endpoint.ts")] }
      : { stdin: { contents, resolveDir: source, loader: "ts" } }),
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    write: false,
  });
  return built.outputFiles[0]!.text;
}

/** A thread of Node's that looks to both sides like a browser's worker. */
export function threadWorker(script: string): globalThis.Worker {
  const prelude = `
    const { parentPort } = require("node:worker_threads");
    const heard = new Map();
    globalThis.addEventListener = (_, listener) => {
      const wrapped = (data) => (listener.handleEvent ?? listener).call(listener, { data, origin: "" });
      heard.set(listener, wrapped);
      parentPort.on("message", wrapped);
    };
    globalThis.removeEventListener = (_, listener) => parentPort.off("message", heard.get(listener));
    globalThis.postMessage = (message, transfer) => parentPort.postMessage(message, transfer);
  `;
  const worker = new Worker(`${prelude}\n${script}`, { eval: true });
  const heard = new Map<unknown, (data: unknown) => void>();
  const like = {
    postMessage: (message: unknown, transfer: never) => worker.postMessage(message, transfer),
    addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
      const wrapped = (data: unknown): void => listener({ data });
      heard.set(listener, wrapped);
      worker.on(type, wrapped);
    },
    removeEventListener: (type: string, listener: unknown) => worker.off(type, heard.get(listener)!),
    terminate: () => void worker.terminate(),
  };
  return like as unknown as globalThis.Worker;
}
