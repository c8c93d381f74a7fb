/** Results with their first answer alone: the page opens on it, and works out the others while it is read. */
export function firstAnswer(text) {
  const { analyses, ...rest } = JSON.parse(text);
  return `${JSON.stringify({ ...rest, analyses: analyses.slice(0, 1) }, null, 2)}\n`;
}
