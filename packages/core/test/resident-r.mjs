import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

/**
 * Keeps one R and feeds it scripts, for a test that waits: R's start and its packages are then paid once in a test file. Each
 * script runs as the driver in `resident-r.R` says; what it wrote to stderr and how it ended go back. An R that died, or was
 * ended because it took too long, is followed by another.
 *
 * `workerData`: `port` for answers, `state` [1 when there is an answer, process id of R].
 */
const { port, state } = workerData;
const driver = fileURLToPath(new URL("resident-r.R", import.meta.url));
const DONE = /<<whyvary: (done|failed)>>\n/;

let R = null;

function start() {
  const child = spawn("R", ["--no-echo", "--no-restore", "--no-save"], { stdio: ["pipe", "ignore", "pipe"] });
  const one = { child, text: "", waiting: null };
  const answer = (status) => {
    if (one.waiting === null) return;
    clearTimeout(one.waiting);
    one.waiting = null;
    port.postMessage({ status, stderr: one.text.replace(DONE, "") });
    one.text = "";
    Atomics.store(state, 0, 1);
    Atomics.notify(state, 0);
  };
  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (piece) => {
    one.text += piece;
    const end = DONE.exec(one.text);
    if (end !== null) answer(end[1] === "done" ? 0 : 1);
  });
  // `close` comes after the last of stderr. A script that quits is done, or not, as it says.
  const over = (status) => {
    if (R === one) R = null;
    answer(status);
  };
  child.on("close", (code) => over(code ?? 1));
  child.on("error", (error) => {
    one.text += `${error.message}\n`;
    over(1);
  });
  child.stdin.on("error", () => {});
  child.stdin.write(`source(${JSON.stringify(driver)}, local = TRUE)\n`);
  state[1] = child.pid ?? 0;
  return one;
}

parentPort.on("message", ({ folder, limit }) => {
  R ??= start();
  const one = R;
  one.waiting = setTimeout(() => {
    one.text += `R was ended after ${limit / 1000} s\n`;
    one.child.kill("SIGKILL");
  }, limit);
  // Two lines, so that R prints the warnings it saved up between them.
  one.child.stdin.write(`getOption("whyvary.tests")$run(${JSON.stringify(folder)})\n`);
  one.child.stdin.write(`getOption("whyvary.tests")$tell()\n`);
});
