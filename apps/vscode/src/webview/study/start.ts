import { startEngine } from "@whyvary/core/worker";
import { AppState } from "@whyvary/ui";
import { mount } from "svelte";
import { listen, post } from "../door.ts";
import { IncomingFiles } from "../incoming-files.ts";
import { BrokenText } from "./broken-text.svelte.ts";
import { doDeed } from "./deeds.ts";
import { EditorHost } from "./editor-host.ts";
import { keepPlace } from "./keep-place.svelte.ts";
import { NeededFiles } from "./needed-files.ts";
import { patientEngine } from "./patient-engine.ts";
import StudyPage from "./StudyPage.svelte";
import { tellResults } from "./tell-results.svelte.ts";

/** The study's page: the same components as in the browser, over the editor's document. */
export function start(target: HTMLElement): void {
  const host = new EditorHost();
  const incoming = new IncomingFiles();
  const needed = new NeededFiles();
  const engine = patientEngine(startEngine(), () => needed.waiting);
  const app = new AppState(host, engine);
  const text = new BrokenText();

  const ask = (): boolean => needed.want(Object.values(app.study.doc.tables).map(({ file }) => file));

  async function came(name: string, data: Blob | null): Promise<void> {
    const file = data === null ? null : { name, data };
    if (host.arrived(name, file)) return void needed.came(name, null);
    const files = needed.came(name, file);
    if (files === null) return;
    await app.take(files);
    // Without any file there is still something to say: which ones are missing.
    const used = new Set(Object.values(app.study.doc.tables).map((table) => table.file));
    if (!files.some((one) => used.has(one.name))) await app.run.now(app.study.raw);
  }

  listen((message) => {
    host.hear(message);
    if (message.type === "study") text.hear(() => host.study.hear(message.text, message.after));
    else if (message.type === "fileMissing") void came(message.name, null);
    else if (message.type === "do") void doDeed(app, message.deed, message.analysis);
    else {
      const file = incoming.take(message);
      if (file) void came(file.name, file.data);
    }
  });
  host.study.subscribe(() => void ask());

  mount(StudyPage, { target, props: { app, engine, text } });
  keepPlace(app);
  tellResults(app, host);
  window.addEventListener("pagehide", () => void engine.close());
  post({ type: "ready" });
}
