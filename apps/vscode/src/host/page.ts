import * as vscode from "vscode";

export type PageKind = "preview" | "study";

/** The page around the webview's script: a fresh nonce each time, nothing inline, no address but the extension's own. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, kind: PageKind, place: object): string {
  const nonce = makeNonce();
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extension, "dist", "webview", name));
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    "worker-src blob:",
    `connect-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file("main.css").toString()}">
<title>Whyvary</title>
</head>
<body data-page="${kind}" data-place="${attribute(JSON.stringify(place))}">
<div id="page"></div>
<script type="module" nonce="${nonce}" src="${file("main.js").toString()}"></script>
</body>
</html>`;
}

const attribute = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes)).replace(/[^A-Za-z0-9]/g, "x");
}

/** What a page may load: its own script and style, and nothing of the workspace. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, "dist", "webview")] };
}
