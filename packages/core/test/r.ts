import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";

type Done = { status: number | null; stderr: string };

/** Is R there, with jsonlite and these packages? Tests that need them are skipped with a line where they are not. */
export function hasR(...packages: string[]): boolean {
  const names = ["jsonlite", ...packages];
  const there = inFolder({ "script.R": names.map((name) => `library(${name})\n`).join("") }, resident).status === 0;
  if (!there) console.log(`skipped: R with ${names.join(", ")} is not there`);
  return there;
}

/**
 * Runs a script in a folder with the given files and reads what the last expression gives, as JSON with all digits. The same R
 * runs the scripts of a test file, one after the other, each from a clean start (see resident-r.R).
 */
export function runR<T>(script: string, files: Record<string, string | Uint8Array>, expression: string): T {
  return result(script, files, expression, resident);
}

/** The same as a user runs it: a file given to an Rscript of its own. */
export function runRscript<T>(script: string, files: Record<string, string | Uint8Array>, expression: string): T {
  return result(script, files, expression, (cwd) => spawnSync("Rscript", ["script.R"], { cwd, encoding: "utf8" }));
}

function result<T>(
  script: string,
  files: Record<string, string | Uint8Array>,
  expression: string,
  runner: (folder: string) => Done,
): T {
  const show = `cat(jsonlite::toJSON(${expression}, digits = NA, na = "null", null = "null", auto_unbox = TRUE), file = "out.json")`;
  return inFolder({ ...files, "script.R": `${script}\n${show}\n` }, (folder) => {
    const { status, stderr } = runner(folder);
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(readFileSync(join(folder, "out.json"), "utf8")) as T;
  });
}

function inFolder<T>(files: Record<string, string | Uint8Array>, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "whyvary-r-"));
  try {
    for (const [name, data] of Object.entries(files)) writeFileSync(join(folder, name), data);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** No script of a test takes as long as this, in milliseconds. */
const LIMIT = 240_000;

let keeper: { worker: Worker; state: Int32Array; answers: MessageChannel["port1"] } | null = null;

/** Runs script.R of a folder in the R that stays, and waits for its end. */
function resident(folder: string): Done {
  keeper ??= keep();
  const { worker, state, answers } = keeper;
  Atomics.store(state, 0, 0);
  worker.postMessage({ folder, limit: LIMIT }, []);
  if (Atomics.wait(state, 0, 0, LIMIT + 10_000) === "timed-out") throw new Error("the keeper of R does not answer");
  return receiveMessageOnPort(answers)!.message as Done;
}

function keep(): NonNullable<typeof keeper> {
  const { port1: answers, port2: port } = new MessageChannel();
  const state = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL("resident-r.mjs", import.meta.url), {
    workerData: { port, state },
    transferList: [port],
  });
  worker.unref();
  process.once("exit", () => {
    try {
      if (state[1]! > 0) process.kill(state[1]!);
    } catch {
      // It has ended already.
    }
  });
  return { worker, state, answers };
}
