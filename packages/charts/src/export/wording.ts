import type { AnalysisResult } from "@whyvary/core";
import { stopped } from "@whyvary/core";
import { markup } from "../report/markup.ts";
import type { Copied } from "./clipboard-table.ts";

/** The answer in words for a document: the question, the answer, what could mislead, and where the data come from. */
export function copiedWording({ question, answer, notes }: AnalysisResult, title: string | null, from: string): Copied {
  const asked = title ?? question;
  const named = notes.map(({ name, text }) => ({ name: stopped(name), text }));
  const html = markup`<p><b>${asked}</b></p>
<p>${answer.map((part) => (part.strong ? markup`<b>${part.text}</b>` : part.text))}</p>
${named.length > 0 && markup`<ul>${named.map(({ name, text }) => markup`<li><b>${name}</b> ${text}</li>`)}</ul>`}
${from !== "" && markup`<p><i>Source: ${from}</i></p>`}`.text;
  const text = [
    asked,
    answer.map((part) => part.text).join(""),
    ...(named.length > 0 ? [named.map((note) => `- ${note.name} ${note.text}`).join("\n")] : []),
    ...(from === "" ? [] : [`Source: ${from}`]),
  ];
  return { html, text: text.join("\n\n") + "\n" };
}
