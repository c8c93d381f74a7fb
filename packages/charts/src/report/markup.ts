/** Markup that is safe to write: made only by `markup`, which escapes every text put into it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Piece = Html | string | number | null | false | readonly Piece[];

/** Markup with its pieces: texts and numbers are escaped, markup and lists of markup stand as they are, null and false are nothing. */
export function markup(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  let out = parts[0]!;
  pieces.forEach((piece, i) => {
    out += write(piece) + parts[i + 1]!;
  });
  return new Html(out);
}

function write(piece: Piece): string {
  if (piece === null || piece === false) return "";
  if (piece instanceof Html) return piece.text;
  if (typeof piece === "string" || typeof piece === "number") return escapeHtml(String(piece));
  return piece.map(write).join("");
}

const entities: { [char: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** Text for markup, inside quoted attributes too. Control characters that HTML forbids and half characters become U+FFFD. */
export function escapeHtml(text: string): string {
  return (
    text
      .replace(/[&<>"'`]/g, (char) => entities[char]!)
      // oxlint-disable-next-line no-control-regex -- exactly the characters HTML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, "\ufffd")
      .replace(/\p{Surrogate}/gu, "\ufffd")
  );
}
