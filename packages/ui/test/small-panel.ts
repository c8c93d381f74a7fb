/** A small panel with two planted facts: a score that is fixed in each area, and a shared rise over the years. One cell is suppressed. */
export function smallPanel(areas = 30, years = 8): string {
  const lines = ["la_code,la_name,region_name,year,plan_rate,idaci_score,spend_per_child,sw_vacancy_rate"];
  let state = 7;
  const random = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  for (let area = 0; area < areas; area++) {
    const score = Math.round(random() * 300) / 1000;
    for (let year = 0; year < years; year++) {
      const spend = Math.round(200 + 300 * score + 60 * random());
      const vacancy = Math.round(100 * (5 + 20 * random())) / 100;
      const rate = Math.round(100 * (20 + 90 * score + year + 0.02 * spend + 12 * random())) / 100;
      lines.push(
        `Q${100 + area},"Place, ${area}",Region ${area % 4},${2011 + year},${rate},${score},${spend},${area === 3 && year === 2 ? "c" : vacancy}`,
      );
    }
  }
  return lines.join("\n") + "\n";
}
