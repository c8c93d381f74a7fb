import type { Task } from "../messages/types.ts";
import { listChoices, withAlternative, type Choice } from "./choices.ts";
import type { StudyFile } from "./files.ts";
import { runTask, type Memory } from "./run.ts";

/** What the headline becomes when one choice is made another way. */
export interface ChoiceMove {
  instead: string;
  /** The answer then, or why there is none. */
  answer: string;
  same: boolean;
  ok: boolean;
}

export interface ToldChoice extends Choice {
  /** Empty where nobody has tried. */
  moves: ChoiceMove[];
}

/** Every choice of one analysis, and how its headline moves: the log of choices. */
export interface ChoiceLog {
  analysis: string;
  /** The headline as it stands; null until it has been computed. */
  answer: string | null;
  choices: ToldChoice[];
}

export interface MoveOptions {
  /** Only these choices, by key; all when not said. */
  keys?: readonly string[];
  /** How many other ways are tried of each choice (2 when not said): a choice among many words would take long. */
  most?: number;
}

/** The log without anything tried. */
export function choiceLog(document: unknown, id: string): ChoiceLog {
  return { analysis: id, answer: null, choices: listChoices(document, id).map((choice) => ({ ...choice, moves: [] })) };
}

/**
 * Runs the analysis as it stands, then once for each other way of each choice, all else equal. Each run is a whole one, with
 * its own rows and notes. Yields which choice it is at.
 */
export function* choiceMoves(
  document: unknown,
  files: readonly StudyFile[],
  id: string,
  { keys, most = 2 }: MoveOptions = {},
): Task<ChoiceLog> {
  const log = choiceLog(document, id);
  const tried = log.choices.filter(({ key }) => keys === undefined || keys.includes(key));
  const total = 1 + tried.reduce((sum, { alternatives }) => sum + Math.min(most, alternatives.length), 0);
  const memory: Memory = {};
  let done = 0;
  function* answer(study: unknown, stage: string): Task<{ text: string; ok: boolean }> {
    const run = runTask(study, files, memory);
    let step = run.next();
    while (!step.done) {
      yield { stage, done, total };
      step = run.next();
    }
    done++;
    const [result] = step.value.analyses;
    const problem = result?.problem ?? step.value.problems.find(({ severity }) => severity === "error");
    if (result?.ok) return { text: result.answer.map(({ text }) => text).join(""), ok: true };
    return { text: problem?.text ?? "There is no such question.", ok: false };
  }
  const before = yield* answer(withAlternative(document, id, [], null), "The answer as it stands");
  log.answer = before.text;
  for (const choice of tried) {
    for (const alternative of choice.alternatives.slice(0, most)) {
      const study = withAlternative(document, id, choice.path, alternative);
      const after = yield* answer(study, `${choice.label}: ${alternative.words}`);
      const same = after.ok && after.text === before.text;
      choice.moves.push({ instead: alternative.words, answer: after.text, same, ok: after.ok });
    }
  }
  return log;
}
