import type { Problem } from "@whyvary/core";

/** What is wrong with the study's text just now, and whether it was ever whole. */
export class BrokenText {
  problem = $state.raw<Problem | null>(null);
  everWhole = $state(false);

  /** Hears the text by `read`, which throws where it is no JSON. */
  hear(read: () => void): void {
    try {
      read();
      this.problem = null;
      this.everWhole = true;
    } catch (error) {
      this.problem = {
        code: "study-not-json",
        severity: "error",
        text: `The study cannot be read as JSON just now: ${(error as Error).message}.`,
        remedy: this.everWhole
          ? "What is shown is from before; it follows when the text is whole again."
          : "Mend the text where the problems panel points; the answers follow.",
      };
    }
  }
}
