// Adds to package-lock.json the optional packages of other platforms that npm left out (it leaves out what the registry
// at hand does not carry), so that `npm ci` installs the right binaries on macOS and Windows too. Run after an upgrade.
// The added entries carry no integrity hash: npm takes those packages on the registry's word.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const OS = {
  linux: "linux",
  darwin: "darwin",
  windows: "win32",
  win32: "win32",
  android: "android",
  freebsd: "freebsd",
  openharmony: "openharmony",
};
const CPU = {
  64: "x64",
  x64: "x64",
  arm64: "arm64",
  arm: "arm",
  ia32: "ia32",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
};
const LIBC = { gnu: "glibc", gnueabihf: "glibc", musl: "musl", musleabihf: "musl" };

/** What a binary's name says of the platform it is for, or undefined where it says nothing. */
export function platformOf(name) {
  const words = name.split("/").at(-1).split("-");
  const find = (table) => words.map((word) => table[word]).find((value) => value !== undefined);
  const os = find(OS);
  const cpu = find(CPU);
  if (os === undefined || cpu === undefined) return undefined;
  const libc = os === "linux" ? find(LIBC) : undefined;
  return { os: [os], cpu: [cpu], ...(libc ? { libc: [libc] } : {}) };
}

/** The lock with its missing platform entries, and the names that were added. */
export function mend(lock) {
  const packages = { ...lock.packages };
  const added = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (packages[`node_modules/${name}`] ?? packages[`${path}/node_modules/${name}`]) continue;
      const platform = platformOf(name);
      if (!platform || !/^\d/.test(version)) continue;
      const { os, cpu, libc } = platform;
      packages[`node_modules/${name}`] = {
        version,
        cpu,
        ...(entry.dev ? { dev: true } : {}),
        ...(libc ? { libc } : {}),
        optional: true,
        os,
      };
      added.push(name);
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en"));
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added };
}

/** Places in the lock that name the machine a package was fetched from; there should be none. */
export function hostsNamed(lock) {
  return Object.entries(lock.packages)
    .filter(([, entry]) => /^https?:/.test(entry.resolved ?? ""))
    .map(([path]) => path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL("../package-lock.json", import.meta.url);
  const before = JSON.parse(readFileSync(file, "utf8"));
  const hosts = hostsNamed(before);
  if (hosts.length > 0) {
    console.error(`The lock names a registry for ${hosts.length} packages, first ${hosts[0]}. Is .npmrc in place?`);
    process.exit(1);
  }
  const { lock, added } = mend(before);
  if (added.length > 0) writeFileSync(file, JSON.stringify(lock, null, 2) + "\n");
  console.log(added.length > 0 ? `Added ${added.length} entries: ${added.join(", ")}` : "Nothing to add.");
}
