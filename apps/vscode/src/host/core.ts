/** What the extension itself uses of core: brought in, and taken out of the bundle's rest, only when there is work for it. */
export { nearest, validateStudy } from "@whyvary/core";
export { startLocalEngine } from "@whyvary/core/worker";
