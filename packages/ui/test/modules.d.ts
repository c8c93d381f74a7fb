/** What the tests import that carries no types of its own. */
declare module "*.css";
declare module "*/chromium.mjs" {
  export function findChromium(): string;
}
declare module "*/serve.mjs" {
  export function serve(root: string): Promise<{ address: string; close: () => Promise<unknown> }>;
}
