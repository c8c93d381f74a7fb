import { startEngine } from "@whyvary/core/worker";
import { mount } from "svelte";
import { listen, post } from "../door.ts";
import { IncomingFiles } from "../incoming-files.ts";
import { makeEditorTheme } from "../theme.ts";
import Preview from "./Preview.svelte";
import { PreviewState } from "./preview-state.svelte.ts";

/** The preview of one file. */
export function start(target: HTMLElement): void {
  makeEditorTheme();
  const engine = startEngine();
  const state = new PreviewState(engine);
  const incoming = new IncomingFiles();
  const newStudy = (study: object): void => post({ type: "newStudy", text: JSON.stringify(study, null, 2) + "\n" });

  async function came(name: string, data: Blob): Promise<void> {
    await state.look(name, data);
    const { file, failure } = state;
    const problems = failure ? [failure] : (file?.problems ?? []);
    const told = { rows: file?.rows ?? 0, columns: file?.columns.length ?? 0, bytes: file?.bytes ?? 0, problems };
    post(JSON.parse(JSON.stringify({ type: "looked", ...told })));
  }

  listen((message) => {
    if (message.type === "fileMissing") state.fail(message.name, message.reason);
    else if (message.type === "do" && message.deed === "study") {
      const first = state.suggestions[0];
      if (first) newStudy(first.study);
      else post({ type: "failed", text: "Nothing in this file can be asked about yet." });
    } else {
      const file = incoming.take(message);
      const share = incoming.share;
      if (share !== null && state.file === null)
        state.progress = { stage: "Fetching the file", done: Math.round(share * 100), total: 100 };
      if (file) void came(file.name, file.data);
    }
  });
  mount(Preview, {
    target,
    props: {
      app: state,
      rows: (from: number, to: number) => engine.rows(state.file?.file ?? "", from, to),
      onstudy: newStudy,
      onreveal: (row: number, column?: string) =>
        post({ type: "reveal", row, ...(column === undefined ? {} : { column }) }),
    },
  });
  window.addEventListener("pagehide", () => void engine.close());
  post({ type: "ready" });
}
