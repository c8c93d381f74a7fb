import * as vscode from "vscode";

type Test = () => Promise<void>;
const tests: [string, Test][] = [];
let measured: Record<string, number> = {};

export function test(name: string, body: Test): void {
  tests.push([name, body]);
}
export function measure(name: string, value: number): void {
  measured[name] = value;
}

/** Called by the extension host: runs every test and leaves what it found in the opened folder. */
export async function runAll(): Promise<void> {
  const outcomes = [];
  for (const [name, body] of tests) {
    const started = performance.now();
    measured = {};
    let failure: string | null = null;
    try {
      await body();
    } catch (error) {
      failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    outcomes.push({ name, failure, ms: Math.round(performance.now() - started), measured });
    console.log(`${failure ? "failed" : "ok"}: ${name}`);
  }
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const text = new TextEncoder().encode(JSON.stringify(outcomes));
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, ".whyvary-outcomes.json"), text);
}

/** Until a question is answered with something other than undefined or false. */
export async function until<T>(ask: () => T | Promise<T>, what: string, timeout = 20_000): Promise<NonNullable<T>> {
  const end = performance.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`Waited in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
