export type Token =
  | { type: "number"; value: number; at: number }
  | { type: "text"; value: string; at: number }
  | { type: "name"; name: string; at: number; quoted: boolean }
  | { type: "op"; op: string; at: number }
  | { type: "end"; at: number };

/** Thrown and caught inside this folder only; its caller gets a problem. */
export class FormulaError extends Error {
  constructor(
    readonly at: number,
    readonly what: string,
  ) {
    super(what);
  }
}

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?L?/y;
const NAME = /(?:\p{L}|\.(?!\d))[\p{L}\p{N}._]*/uy;
const SPACE = /\s+/y;
const OPERATORS = "+-*/^:|~(),=";

/** Formula text to tokens. */
export function tokens(text: string): Token[] {
  const out: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    return found === null ? null : found[0];
  };
  while (at < text.length) {
    const space = match(SPACE);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const char = text[at]!;
    const number = match(NUMBER);
    const name = number === null ? match(NAME) : null;
    if (number !== null) {
      out.push({ type: "number", value: Number(number.replace("L", "")), at });
      at += number.length;
    } else if (name !== null) {
      out.push({ type: "name", name, at, quoted: false });
      at += name.length;
    } else if (char === "`" || char === '"' || char === "'") {
      const { value, end } = quoted(text, at, char);
      out.push(char === "`" ? { type: "name", name: value, at, quoted: true } : { type: "text", value, at });
      at = end;
    } else if (OPERATORS.includes(char)) {
      const op = text.startsWith("||", at) ? "||" : char;
      out.push({ type: "op", op, at });
      at += op.length;
    } else {
      throw new FormulaError(at, `"${char}" has no meaning here`);
    }
  }
  out.push({ type: "end", at: text.length });
  return out;
}

function quoted(text: string, start: number, mark: string): { value: string; end: number } {
  let value = "";
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === mark) return { value, end: i + 1 };
    if (text[i] === "\\" && i + 1 < text.length) i += 1;
    value += text[i]!;
  }
  throw new FormulaError(start, `the ${mark} is never closed`);
}
