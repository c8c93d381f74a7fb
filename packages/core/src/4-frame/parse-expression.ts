import type { Argument, Expression } from "./formula.ts";
import { FormulaError, tokens, type Token } from "./tokens.ts";

/** R's precedence, loosest first; `^` and the signs are handled by hand. */
const LEVELS = [["~"], ["|", "||"], ["+", "-"], ["*", "/"], [":"]];
const DEEPEST = 200;

/** Text to a tree with R's precedence. Throws FormulaError. */
export function parseExpression(text: string): Expression {
  const list = tokens(text);
  let place = 0;
  let depth = 0;
  const peek = (): Token => list[place]!;
  const isOp = (op: string): boolean => {
    const token = peek();
    return token.type === "op" && token.op === op;
  };
  const expect = (op: string): void => {
    if (!isOp(op)) throw new FormulaError(peek().at, `"${op}" is missing`);
    place += 1;
  };

  function level(index: number): Expression {
    if (index === LEVELS.length) return signed();
    if (index === 0 && isOp("~")) {
      const { at } = peek();
      place += 1;
      return { type: "unary", op: "~", argument: level(1), at };
    }
    let left = level(index + 1);
    for (;;) {
      const token = peek();
      if (token.type !== "op" || !LEVELS[index]!.includes(token.op)) return left;
      place += 1;
      left = { type: "binary", op: token.op, left, right: level(index + 1), at: token.at };
    }
  }

  function signed(): Expression {
    const token = peek();
    if (token.type === "op" && (token.op === "-" || token.op === "+")) {
      place += 1;
      return nested(() => ({ type: "unary", op: token.op, argument: signed(), at: token.at }));
    }
    return power();
  }

  function power(): Expression {
    const left = primary();
    if (!isOp("^")) return left;
    const { at } = peek();
    place += 1;
    // Right to left, and a sign may follow: 2^-1.
    return nested(() => ({ type: "binary", op: "^", left, right: signed(), at }));
  }

  function primary(): Expression {
    const token = peek();
    place += 1;
    if (token.type === "number") return { type: "number", value: token.value, at: token.at };
    if (token.type === "text") return { type: "text", value: token.value, at: token.at };
    if (token.type === "name") {
      if (isOp("(") && !token.quoted) return nested(() => call(token.name, token.at));
      return { type: "name", name: token.name, at: token.at };
    }
    if (token.type === "op" && token.op === "(") {
      const inner = nested(() => level(0));
      expect(")");
      return { type: "parens", inner, at: token.at };
    }
    throw new FormulaError(token.at, token.type === "end" ? "something is missing" : "a measure was expected");
  }

  function call(name: string, at: number): Expression {
    expect("(");
    const list: Argument[] = [];
    while (!isOp(")")) {
      if (list.length > 0) expect(",");
      list.push(argument());
    }
    expect(")");
    return { type: "call", name, arguments: list, at };
  }

  function argument(): Argument {
    const token = peek();
    const next = list[place + 1];
    if (token.type === "name" && next?.type === "op" && next.op === "=") {
      place += 2;
      return { name: token.name, value: level(1) };
    }
    return { name: null, value: level(1) };
  }

  function nested<T>(inner: () => T): T {
    depth += 1;
    if (depth > DEEPEST) throw new FormulaError(peek().at, "it is nested too deeply");
    const out = inner();
    depth -= 1;
    return out;
  }

  const tree = level(0);
  if (peek().type !== "end") throw new FormulaError(peek().at, "an operator such as + was expected");
  return tree;
}
