import { startEngine } from "@whyvary/core/worker";
import { AppState, makeBrowserHost, Shell } from "@whyvary/ui";
import "@whyvary/ui/tokens.css";
import { mount } from "svelte";
import { example } from "./example.ts";

const host = makeBrowserHost(example.study);
const engine = startEngine();
const app = new AppState(host, engine, example);
const target = document.getElementById("page")!;
target.replaceChildren();
mount(Shell, { target, props: { app, engine } });

// The finished example is painted first; the worker then reads its files and computes it again.
requestAnimationFrame(() => setTimeout(() => void app.start()));
