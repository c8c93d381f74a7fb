import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The package to test: the one just built, or another that is named. */
export const VSIX = process.env["WHYVARY_VSIX"] ?? at("../../dist/whyvary.vsix");
export const EXAMPLE = at("../../../../examples/invented-councils/");
export const TERMINAL = at("../../../cli/dist/main.js");
export const SUITE = at("../in-host/all.ts");
export const SHARED = process.env["WHYVARY_SHARED"] ?? at("../../../../../shared");

interface Manifest {
  publisher: string;
  name: string;
  contributes: { commands: { command: string; title: string; category: string }[] };
}
export const manifest = JSON.parse(readFileSync(at("../../package.json"), "utf8")) as Manifest;
export const ID = `${manifest.publisher}.${manifest.name}`;

/** A command's label in the palette. */
export function label(command: string): string {
  const found = manifest.contributes.commands.find((one) => one.command === command);
  if (!found) throw new Error(`The manifest has no command ${command}.`);
  return `${found.category}: ${found.title}`;
}

/** Path of a real file, or undefined with a line that says so. */
export function real(path: string): string | undefined {
  const file = `${SHARED}/data/${path}`;
  if (existsSync(file)) return file;
  console.log(`Skipped: ${file} is not on this machine.`);
  return undefined;
}
