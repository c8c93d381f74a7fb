/** A large file of the open-data kind: councils by year by a characteristic with many values. */
export function largeFile(areas = 152, years = 10, values = 280): string {
  const lines = ["old_la_code,la_name,region_name,time_period,characteristic,plan_rate,plans,referrals"];
  for (let area = 0; area < areas; area++)
    for (let year = 0; year < years; year++)
      for (let value = 0; value < values; value++)
        lines.push(
          `${201 + area},"Place, ${area}",Region ${area % 9},${2011 + year},Kind ${value},${((area * 7 + year * 3 + value * 11) % 977) / 10},${(area * value) % 613},${(area + value) % 4999}`,
        );
  return lines.join("\n") + "\n";
}
