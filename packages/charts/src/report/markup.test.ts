import * as fc from "fast-check";
import { expect, test } from "vitest";
import { escapeHtml, markup } from "./markup.ts";

test("any text stays text, in quotes of either kind too", () => {
  const decoded: { [entity: string]: string } = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
    "&#96;": "`",
  };
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const escaped = escapeHtml(text);
      expect(escaped).not.toMatch(/[<>"'`]/);
      expect(escaped.replace(/&[^;]+;/g, (entity) => decoded[entity]!)).toBe(
        // oxlint-disable-next-line no-control-regex -- exactly the characters HTML forbids
        text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, "\ufffd"),
      );
    }),
  );
});

test("half characters and forbidden ones are replaced", () => {
  expect(escapeHtml("a\ud800b\u0000c\u0085")).toBe("a\ufffdb\ufffdc\ufffd");
});

test("markup in markup stands, texts in lists are escaped, nothing is nothing", () => {
  expect(markup`<p>${"<b>"}${markup`<i>${"&"}</i>`}${[1, "'", null, false]}</p>`.text).toBe(
    "<p>&lt;b&gt;<i>&amp;</i>1&#39;</p>",
  );
});
