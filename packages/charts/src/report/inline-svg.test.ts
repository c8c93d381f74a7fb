import { expect, test } from "vitest";
import { drawSvg } from "../draw/draw-svg.ts";
import { pictures } from "../../test/pictures.ts";
import { inlineSvg, svgParts } from "./inline-svg.ts";

const svg = (inner: string) => `<svg class="marks" width="10" height="20" viewBox="0 0 10 20">${inner}</svg>`;

test.each(Object.keys(pictures))("%s is harmless, and stands in a page under its own words", async (name) => {
  const drawn = await drawSvg(pictures[name]!());
  const { text } = inlineSvg(drawn, `The "picture"`, "a")!;
  expect(text).toContain('role="img" aria-label="The &quot;picture&quot;"');
  expect(text).not.toMatch(/https?:|xmlns|<script/);
  expect(text.match(/<path/g)!.length).toBe(drawn.match(/<path/g)!.length);
});

test("clips of two pictures on one page keep apart", () => {
  const clipped = svg(
    `<clipPath id="c1"><rect width="1" height="1"/></clipPath><g clip-path="url(#c1)"><path d="M0,0"/></g>`,
  );
  expect(inlineSvg(clipped, "", "p2")!.text).toContain(`<clipPath id="p2-c1">`);
  expect(inlineSvg(clipped, "", "p2")!.text).toContain(`clip-path="url(#p2-c1)"`);
});

test.each([
  "<script>alert(1)</script>",
  '<g onload="alert(1)"></g>',
  '<image href="data:,x"/>',
  '<a href="javascript:alert(1)"></a>',
  '<g fill="url(https://x)"></g>',
  "<foreignObject><b>x</b></foreignObject>",
  '<g style="x"></g>',
  "<g></g></svg><img src=x>",
  '<g><path d="M0,0"/>',
  "a < b",
  "</g><g>",
])("%s makes it no picture", (inner) => expect(svgParts(svg(inner))).toBeNull());
