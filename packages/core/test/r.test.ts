import { describe, expect, it } from "vitest";
import { hasR, runR, runRscript } from "./r.ts";

const both = [
  ["the R that stays", runR],
  ["an Rscript of its own", runRscript],
] as const;

describe.skipIf(!hasR("MASS"))("a script of a test", () => {
  it.each(both)("gives its result, whatever it prints and warns, in %s", (_, run) => {
    expect(run(`print("x")\nmessage("said")\nwarning("careful")\nx <- read.csv("a.csv")`, { "a.csv": "n\n1\n2\n" }, "x$n")).toEqual([1, 2]); // prettier-ignore
  });

  it.each(both)("says what was wrong in %s", (_, run) => {
    expect(() => run(`f <- function() stop("wrong here")\nf()`, {}, "1")).toThrow(/Error in f\(\) : wrong here/);
    expect(() => run(`x <- (1`, {}, "1")).toThrow(/unexpected/);
  });

  it("finds nothing of the one before", () => {
    runR(
      `library(MASS)\noptions(digits = 3, contrasts = c("contr.sum", "contr.poly"), own = 1)
       set.seed(1, "Wichmann-Hill")\nx <- 1\nmean <- function(...) 2\nsink("said.txt")\nSys.setenv(TZ = "Asia/Tokyo")
       huber_of <- function(y) huber(y)$mu`,
      {},
      "{ value <- huber_of(c(1, 2, 4)); value }",
    );
    expect(() => runR(`setwd("..")`, {}, "1")).toThrow(/out.json/);
    const { draw, ...found } = runR<Record<string, unknown>>(
      `here <- file.exists("script.R")`,
      {},
      `list(here = here, x = exists("x"), huber = exists("huber"), mean = mean(c(1, 2)), digits = getOption("digits"),
         contrasts = getOption("contrasts")[[1]], own = is.null(getOption("own")), attached = search()[2], kind = RNGkind()[1],
         sink = sink.number(), zone = Sys.getenv("TZ") == "Asia/Tokyo", draw = runif(1))`,
    );
    expect(found).toEqual({
      ...{ here: true, x: false, huber: false, mean: 1.5, digits: 7, contrasts: "contr.treatment", own: true },
      ...{ attached: "package:stats", kind: "Mersenne-Twister", sink: 0, zone: false },
    });
    expect(runR<number>("", {}, "runif(1)")).not.toBe(draw);
  });

  it("still has to attach what it uses", () => {
    runR("library(MASS)", {}, "1");
    expect(() => runR("", {}, "huber(c(1, 2, 4))$mu")).toThrow(/could not find function "huber"/);
  });

  it("goes on after one that ended R", () => {
    expect(() => runR(`quit("no", 3)`, {}, "1")).toThrow();
    expect(() => runR(`tools::pskill(Sys.getpid(), 9)\nSys.sleep(5)`, {}, "1")).toThrow();
    expect(runR<number>("x <- 2", {}, "x")).toBe(2);
  });
});
