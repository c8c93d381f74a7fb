import { expect, test } from "vitest";
import { answer, drop, settled } from "./open-page.ts";
import { ARTICLE } from "./places.ts";
import { withPage } from "./with-page.ts";

/** Each question, and words of its answer on the invented country. */
const QUESTIONS: [string, RegExp][] = [
  ["Why is ours different?", /against a mean of 44/],
  ["How much did activity grow, against the number of children?", /children 7% up/],
  ["How different are areas?", /2\.29 times as much/],
  ["What do the differences go with?", /goes only with lasting differences/],
  ["Which choices give the published shares?", /of 624 specifications/],
  ["What was left out?", /31% once ethnicity/],
  ["Are two measures linked?", /0\.227 or more/],
  ["Where did the money go?", /from 41% of the total in 2011 to 25% in 2018/],
  ["Who overspent?", /136 of 149 councils \(91%\)/],
  ["Which measures go with differences, and by how much?", /0\.0695 higher/],
];

const on = withPage();

test("every question of the article is answered in words and drawn, without a complaint", async () => {
  const { page, complaints } = on;
  await drop(page, ARTICLE);
  for (const [question, words] of QUESTIONS) {
    await page.getByRole("button", { name: question, exact: true }).click();
    await expect.poll(() => answer(page), { timeout: 60_000 }).toMatch(words);
    await settled(page);
    const picture = page.locator("main article [role=tabpanel]:visible svg").first();
    await picture.scrollIntoViewIfNeeded({ timeout: 20_000 });
    expect(await picture.isVisible(), question).toBe(true);
  }
  expect(complaints).toEqual([]);
}, 240_000);
