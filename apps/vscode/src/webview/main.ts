import "@whyvary/ui/tokens.css";
import "./editor.css";
import { post } from "./door.ts";

window.addEventListener("unhandledrejection", ({ reason }) => {
  if ((reason as Error | null)?.name !== "AbortError")
    post({ type: "failed", text: reason instanceof Error ? reason.message : String(reason) });
});

const target = document.getElementById("page")!;
if (document.body.dataset["page"] === "study") void import("./study/start.ts").then(({ start }) => start(target));
else void import("./preview/start.ts").then(({ start }) => start(target));
