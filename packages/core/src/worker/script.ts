/** The endpoint as one classic script; the build puts its text here. */
declare const WHYVARY_WORKER_SCRIPT: string;

export const workerScript = (): string => WHYVARY_WORKER_SCRIPT;
