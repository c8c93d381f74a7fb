import { fileURLToPath } from "node:url";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const DIST = at("../dist");
export const SINGLE = at("../dist-single/whyvary.html");
export const EXAMPLE = at("../../../examples/invented-councils/");
export const SHARED = process.env["WHYVARY_SHARED"] ?? at("../../../../shared");
