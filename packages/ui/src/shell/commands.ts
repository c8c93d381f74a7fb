import type { AppState } from "../state/app-state.svelte.ts";

export interface Command {
  id: string;
  label: string;
  hint?: string;
  run: () => void;
}

const MAC = typeof navigator !== "undefined" && /mac|iphone|ipad/iu.test(navigator.userAgent);
const key = (keys: string): string => (MAC ? `\u2318${keys}` : `Ctrl+${keys}`);

/** Everything the page can do, by name: what the palette lists now. */
export function commandsOf(app: AppState, questions: readonly { id: string; title: string }[]): Command[] {
  const has = app.run.results !== null;
  const own = !app.host.embedded;
  const commands: (Command | false)[] = [
    { id: "open", label: "Open files", ...(own ? { hint: key("O") } : {}), run: () => void app.open() },
    own && { id: "save", label: "Save the study", hint: key("S"), run: () => void app.handOn.saveStudy() },
    has && { id: "report", label: "Save a report (HTML)", run: () => void app.handOn.saveReport() },
    has && {
      id: "paper",
      label: "Save two pages for a committee (HTML)",
      run: () => void app.handOn.saveReport("paper"),
    },
    has && { id: "evidence", label: "Save the evidence (zip)", run: () => void app.handOn.saveEvidence() },
    has && { id: "results", label: "Save results (JSON)", run: () => void app.handOn.saveResults() },
    app.run.check?.panel
      ? { id: "panel", label: "Save the panel (CSV)", run: () => void app.handOn.savePanel() }
      : false,
    own && app.study.canUndo && { id: "undo", label: "Undo", hint: key("Z"), run: () => app.study.undo() },
    own && app.study.canRedo && { id: "redo", label: "Redo", hint: key("Shift+Z"), run: () => app.study.redo() },
    app.run.busy && { id: "cancel", label: "Cancel the run", run: () => app.run.cancel() },
    app.run.check?.panel?.areas.length
      ? { id: "area", label: "Which council is yours?", run: () => (app.areaPickerOpen = true) }
      : false,
    app.shownFiles.length > 0 && {
      id: "import",
      label: "From files to panel, step by step",
      run: () => void (app.view = { kind: "import" }),
    },
    app.latestOffered && {
      id: "latest",
      label: "Add our latest: figures no file has yet",
      run: () => void (app.view = { kind: "latest" }),
    },
    own && { id: "paste", label: "Paste cells from a spreadsheet", run: () => void (app.view = { kind: "paste" }) },
    ...questions.map(({ id, title }) => ({
      id: `question-${id}`,
      label: title,
      hint: "question",
      run: () => void (app.view = { kind: "question", id }),
    })),
    ...app.shownFiles.map(({ name }) => ({
      id: `file-${name}`,
      label: name,
      hint: "file",
      run: () => void (app.view = { kind: "file", name }),
    })),
    own && { id: "light", label: "Light", hint: "theme", run: () => app.host.theme.set("light") },
    own && { id: "dark", label: "Dark", hint: "theme", run: () => app.host.theme.set("dark") },
    own && {
      id: "system",
      label: "Light or dark as this device has it",
      hint: "theme",
      run: () => app.host.theme.set("system"),
    },
    own && { id: "new", label: "Start an empty study", run: () => app.startEmpty() },
    app.exampleFiles.size > 0 &&
      !app.isExample && {
        id: "example",
        label: "Show the invented example",
        run: () => void app.showExample(),
      },
  ];
  return commands.filter((command) => command !== false);
}
