import type { StudyDoc, TableDoc } from "./study-doc.ts";

/** The study with another table's rows as the panel's: it stands first, its keys are the panel's, the others name theirs. */
export function withLead(study: StudyDoc, name: string, named: { label?: string; group?: string } = {}): StudyDoc {
  const lead = study.tables[name];
  const { panel } = study;
  if (lead === undefined || panel === undefined || Object.keys(study.tables)[0] === name) return study;
  const area = lead.area ?? panel.area;
  const time = lead.time ?? panel.time;
  const tables: { [table: string]: TableDoc } = { [name]: without(lead) };
  for (const [other, table] of Object.entries(study.tables)) {
    if (other === name) continue;
    const keys = { area: table.area ?? panel.area, time: table.time ?? panel.time };
    tables[other] = {
      ...without(table),
      ...(keys.area !== undefined && keys.area !== area ? { area: keys.area } : {}),
      ...(keys.time !== undefined && keys.time !== time ? { time: keys.time } : {}),
    };
  }
  const { label: _label, group: _group, ...rest } = panel;
  return {
    ...study,
    tables,
    panel: { ...rest, ...(area === undefined ? {} : { area }), ...(time === undefined ? {} : { time }), ...named },
  };
}

function without({ area: _area, time: _time, ...rest }: TableDoc): TableDoc {
  return rest;
}
