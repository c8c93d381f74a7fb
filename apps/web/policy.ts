import { createHash } from "node:crypto";
import type { Plugin } from "vite";

const hashes = (html: string, tag: "script" | "style"): string[] =>
  [...html.matchAll(new RegExp(`<${tag}(?![^>]*\\ssrc=)[^>]*>([\\s\\S]*?)</${tag}>`, "g"))].map(
    ([, text]) => `'sha256-${createHash("sha256").update(text!).digest("base64")}'`,
  );

/** What the page may do. Inline scripts and styles (the single file) are let in by their hash alone, never as such. */
export function policyOf(html: string): string {
  // What stands inside a script is program text: tags in it are not the page's.
  const bare = html.replace(/(<script[^>]*>)[\s\S]*?(<\/script>)/g, "$1$2");
  const self = /<(script|link)[^>]*\s(src|href)="[./]/.test(bare) ? ["'self'"] : [];
  return [
    "default-src 'none'",
    `script-src ${[...self, ...hashes(html, "script"), "'wasm-unsafe-eval'"].join(" ")}`,
    `style-src ${[...self, ...hashes(bare, "style")].join(" ") || "'none'"}`,
    "worker-src blob:",
    "connect-src 'none'",
    "img-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** Writes the policy into the finished page, after every other plugin has had its way with it. */
export function contentPolicy(): Plugin {
  return {
    name: "whyvary-content-policy",
    enforce: "post",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const output of Object.values(bundle)) {
          if (output.type !== "asset" || !output.fileName.endsWith(".html")) continue;
          const html = String(output.source);
          const meta = `<meta http-equiv="Content-Security-Policy" content="${policyOf(html)}" />`;
          output.source = html.replace("<!--csp-->", () => meta);
        }
      },
    },
  };
}
