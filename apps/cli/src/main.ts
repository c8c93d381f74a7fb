#!/usr/bin/env node
import { parseArgs } from "node:util";
import { version } from "../package.json";
import { checkCommand, rCommand, runCommand, type ExitCode, type Terminal } from "./commands.ts";

const HELP = `whyvary: why a rate differs between areas, and which choices the answer rests on

  whyvary run study.json                 answers, tables and notes
  whyvary run study.json --json          results as JSON
  whyvary run study.json --html report.html
                                         a report in one file
  whyvary run study.json --paper paper.html
                                         two pages of A4, for a committee
  whyvary run study.json --evidence out.zip
                                         study, results, rows, R scripts, versions and the report
      --moves                            in reports and evidence: how each answer moves when a choice
                                         is made another way (a run for each)
  whyvary check file.csv                 what the file is, and its problems with row and column
  whyvary check study.json               what the study makes of its files
  whyvary r study.json [--analysis id]   the R script

  --help, --version

Exit codes: 0 done, 1 an analysis failed, 2 the study or a file is unusable.
`;

// Whoever reads the output may stop before its end, as "head" does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const terminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
};

async function main(args: string[]): Promise<ExitCode> {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        html: { type: "string" },
        paper: { type: "string" },
        evidence: { type: "string" },
        moves: { type: "boolean", default: false },
        analysis: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
        version: { type: "boolean", short: "v", default: false },
      },
    });
  } catch (error) {
    return usage((error as Error).message);
  }
  const { values, positionals } = parsed;
  const [command, path, ...more] = positionals;
  if (values.version) return say(`${version}\n`);
  if (values.help || command === "help") return say(HELP);
  if (command === undefined) return usage("Say what to do: run, check or r.");
  if (!["run", "check", "r"].includes(command)) return usage(`There is no command “${command}”.`);
  if (path === undefined || more.length > 0) return usage(`“${command}” takes one file.`);
  if (command === "check") return checkCommand(terminal, path);
  if (command === "r") return rCommand(terminal, path, values.analysis);
  const { json, html, paper, evidence, moves } = values;
  return runCommand(terminal, path, {
    json,
    moves,
    ...(html === undefined ? {} : { html }),
    ...(paper === undefined ? {} : { paper }),
    ...(evidence === undefined ? {} : { evidence }),
  });
}

function say(text: string): ExitCode {
  terminal.out(text);
  return 0;
}

function usage(text: string): ExitCode {
  terminal.complain(`${text}\n\n${HELP}`);
  return 2;
}

// The code is set, not forced, so that a pipe gets all of the output.
process.exitCode = await main(process.argv.slice(2));
