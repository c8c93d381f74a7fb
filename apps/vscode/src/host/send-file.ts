import * as vscode from "vscode";
import type { ToWebview } from "../protocol/messages.ts";

const SLICE = 8 * 1024 * 1024;
let transfers = 0;

/** The bytes of a file, wherever it is; of a document without a file, its text. */
export async function bytesOf(uri: vscode.Uri): Promise<Uint8Array> {
  if (uri.scheme !== "untitled") return vscode.workspace.fs.readFile(uri);
  const document = await vscode.workspace.openTextDocument(uri);
  return new TextEncoder().encode(document.getText());
}

/** Hands a file to a page, slice by slice, each when the last has arrived; stops when the page is gone. */
export async function sendFile(webview: vscode.Webview, name: string, uri: vscode.Uri): Promise<boolean> {
  const post = (message: ToWebview) => webview.postMessage(message);
  let bytes: Uint8Array;
  try {
    bytes = await bytesOf(uri);
  } catch (error) {
    await post({ type: "fileMissing", name, reason: error instanceof Error ? error.message : String(error) });
    return false;
  }
  const id = ++transfers;
  await post({ type: "fileBegins", id, name, size: bytes.byteLength });
  for (let from = 0; from < bytes.byteLength; from += SLICE) {
    // A plain copy: a view would take its whole buffer along, and Node's own kind of bytes would go as text.
    const slice = new Uint8Array(bytes.subarray(from, from + SLICE));
    if (!(await post({ type: "fileBytes", id, bytes: slice }))) return false;
  }
  return post({ type: "fileEnds", id });
}
