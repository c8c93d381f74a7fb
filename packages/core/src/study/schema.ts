import * as v from "valibot";

/** The study document's shape. Descriptions are the hovers of an editor that knows the JSON Schema made from this. */

const text = (description: string) => v.pipe(v.string(), v.description(description));
const numberOrText = v.union([v.string(), v.number()]);
const condition = v.union([
  numberOrText,
  v.array(numberOrText),
  v.strictObject({ not: v.union([numberOrText, v.array(numberOrText)]) }),
  v.strictObject({ from: v.optional(v.number()), to: v.optional(v.number()) }),
]);

const where = v.pipe(
  v.record(v.string(), condition),
  v.description("Rows to keep, by column: a value, a list (any of), { not: [...] } or { from, to }. All must hold."),
);

const times = v.pipe(
  v.union([v.strictObject({ from: v.optional(v.number()), to: v.optional(v.number()) }), v.array(v.number())]),
  v.description("Years to keep: { from, to } or a list. A year is the one in which the period ends."),
);

const without = v.pipe(v.array(v.string()), v.description("Codes of areas left out by choice."));

const read = v.pipe(
  v.strictObject({
    encoding: v.optional(text("utf-8, utf-16le, utf-16be or windows-1252; detected when not said.")),
    delimiter: v.optional(text("The character between cells; detected when not said.")),
    header: v.optional(
      v.pipe(v.number(), v.integer(), v.description("Row of the column names; 0 where there are none.")),
    ),
    headerRows: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(1),
        v.description("Rows that the column names take, one under another; guessed when not said."),
      ),
    ),
    skip: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.description("Lines to leave out at the beginning; lines of title are guessed when not said (0: none)."),
      ),
    ),
    footer: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(0),
        v.description("Records to leave out at the end; notes are guessed when not said (0: none)."),
      ),
    ),
    decimal: v.optional(v.picklist([".", ","])),
    entry: v.optional(text("Which file of a zip, where it holds several tables.")),
    sheet: v.optional(text("Which sheet of a workbook (.xlsx, .ods); the first in sight with a table when not said.")),
    columns: v.optional(
      v.record(
        v.string(),
        v.strictObject({
          type: v.optional(v.picklist(["number", "text"])),
          missing: v.optional(v.pipe(v.array(v.string()), v.description("Texts that mean: no value."))),
          flags: v.optional(
            v.pipe(
              v.union([v.string(), v.literal(false)]),
              v.description("The column of marks on this one's figures (p: provisional); false: it has no marks."),
            ),
          ),
        }),
      ),
    ),
  }),
  v.description("How to read the file, where the usual way is wrong."),
);

const long = v.pipe(
  v.strictObject({
    names: text("Name of the new column that holds what the column names say, such as the year."),
    values: v.pipe(
      v.record(v.string(), v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(1))])),
      v.check((values) => Object.keys(values).length > 0, "Name at least one column of values."),
      v.description('Each new column of values and the old columns it takes: a pattern such as "CPPAt*", or a list.'),
    ),
  }),
  v.description("Columns become rows: for files with the year inside the column name."),
);

const wide = v.pipe(
  v.strictObject({
    names: text("Column whose texts become the names of new columns."),
    values: text("Column whose cells stand in the new columns."),
  }),
  v.description("Rows become columns: for files with one row per area, year and figure."),
);

const areas = v.pipe(
  v.strictObject({
    map: v.optional(
      v.pipe(
        v.record(v.string(), v.union([v.string(), v.record(v.string(), v.number())])),
        v.description("Code to code, or to several with the weight of each (they add up to 1)."),
      ),
    ),
    composite: v.optional(
      v.pipe(
        v.picklist(["both", "aside"]),
        v.description("Rows of two areas (314 / 318): used for both, or set aside."),
      ),
    ),
    match: v.optional(
      v.pipe(
        v.picklist(["exact"]),
        v.description("exact: equal codes alone meet, without the list of English councils and the names of areas."),
      ),
    ),
  }),
  v.description("The crosswalk from the file's area codes to the panel's."),
);

const latest = v.pipe(
  v.strictObject({
    date: text("Column of days."),
    day: v.optional(text("Month and day on which a year ends; 03-31 when not said.")),
  }),
  v.description("Events: each area and year gets the latest one up to the year's last day."),
);

const table = v.strictObject({
  file: text("File name, relative to the study, with /."),
  sha256: v.optional(text("The file's hash: finds it under another name, and tells when it has changed.")),
  where: v.optional(where),
  area: v.optional(text("Column of area codes, where it is not named as in the panel.")),
  time: v.optional(text("Column of periods, where it is not named as in the panel.")),
  shiftTime: v.optional(
    v.pipe(v.number(), v.integer(), v.description("Added to the year, e.g. 1 for mid-year populations.")),
  ),
  read: v.optional(read),
  long: v.optional(long),
  wide: v.optional(wide),
  sum: v.optional(
    v.pipe(
      v.array(v.string()),
      v.minLength(1),
      v.description(
        "Columns of counts: added up over the rows of one area and time, shared out where an area is split.",
      ),
    ),
  ),
  areas: v.optional(areas),
  latest: v.optional(latest),
  bounds: v.optional(
    v.pipe(
      v.record(v.string(), v.strictObject({ from: v.number(), to: v.number() })),
      v.description(
        "Columns of counts whose suppressed cells lie between two numbers, such as 1 and 5: results show their range.",
      ),
    ),
  ),
  source: v.optional(text("Where the file comes from.")),
  release: v.optional(text("Which release it is.")),
  retrieved: v.optional(text("When it was fetched.")),
});

const operand = text("A column as table.column, or another measure.");
const title = v.optional(text("What a person calls it."));
const multiplier = v.optional(v.pipe(v.number(), v.description("Multiplies the result, e.g. 10000.")));
const years = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.description("Years back; 1 when not said.")));

const measureShapes = [
  v.strictObject({ rate: operand, per: operand, times: multiplier, title }),
  v.strictObject({ ratio: operand, per: operand, title }),
  v.strictObject({ share: operand, of: v.union([operand, v.array(operand)]), times: multiplier, title }),
  v.strictObject({ log: operand, title }),
  v.strictObject({ difference: operand, minus: operand, title }),
  v.strictObject({ difference: operand, by: years, title }),
  v.strictObject({ lag: operand, by: years, title }),
  v.strictObject({
    index: operand,
    base: v.pipe(v.number(), v.integer(), v.description("The year that is 100.")),
    title,
  }),
  v.strictObject({ sum: v.pipe(v.array(operand), v.minLength(1)), title }),
  v.strictObject({
    coalesce: v.pipe(
      v.array(operand),
      v.minLength(1),
      v.description("The first of these that has a value, row by row."),
    ),
    title,
  }),
  v.strictObject({
    deflate: operand,
    by: operand,
    base: v.pipe(v.number(), v.integer(), v.description("The year whose prices are used.")),
    title,
  }),
  v.strictObject({
    quantile: operand,
    groups: v.pipe(
      v.number(),
      v.integer(),
      v.minValue(2),
      v.maxValue(100),
      v.description("How many groups of equal size."),
    ),
    title,
  }),
  v.strictObject({
    releases: v.pipe(v.array(operand), v.minLength(2, "Name at least two releases of the figure.")),
    choose: text("Whose figure is used: latest, earliest, or what a table says as its release."),
    title,
  }),
  v.strictObject({
    neighbours: operand,
    from: v.pipe(
      v.strictObject({
        table: text("The table that lists each area's neighbours."),
        columns: v.pipe(
          v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(1))]),
          v.description('Its columns of neighbours: a pattern such as "SN_*", a list, or one column of several rows.'),
        ),
      }),
      v.description("Where the neighbours are listed."),
    ),
    take: v.optional(v.picklist(["mean", "median"])),
    title,
  }),
] as const;

const measure = v.union([text("A column as table.column, under this name."), ...measureShapes]);

const provisional = v.pipe(
  v.strictObject({
    area: text("Code of the area."),
    time: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(1000, "Write the year in which the period ends, in four digits."),
        v.maxValue(9999, "Write the year in which the period ends, in four digits."),
        v.description("The year in which the period ends."),
      ),
    ),
    values: v.pipe(
      v.record(v.string(), v.pipe(v.number(), v.finite())),
      v.check((values) => Object.keys(values).length > 0, "Give at least one figure."),
      v.description("The figures, by column (table.column)."),
    ),
    reason: v.optional(text("What these figures are, such as: our latest.")),
    replace: v.optional(
      v.pipe(v.boolean(), v.description("true: the figures take the place of those that a file gives.")),
    ),
  }),
  v.description("A row typed by hand, in no file yet. Every answer that rests on it says so."),
);

const panel = v.strictObject({
  area: v.optional(text("Column of area codes.")),
  time: v.optional(text("Column of periods: 2025, 202425, 2024-25 and 2024/25 are all the year 2025.")),
  label: v.optional(text("Column with the areas' names.")),
  group: v.optional(text("Column with the group (region) of each area.")),
  measures: v.optional(v.pipe(v.record(v.string(), measure), v.description("What is studied, by name."))),
  provisional: v.optional(v.array(provisional)),
  times: v.optional(times),
  without: v.optional(without),
});

const neighbours = v.pipe(
  v.union([
    v.pipe(v.array(v.string()), v.minLength(1)),
    v.strictObject({
      table: text("The table that lists each area's neighbours, one row per area."),
      columns: v.pipe(
        v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(1))]),
        v.description(
          'Its columns of neighbours, nearest first: a pattern such as "SN_*", where * is a number, or a list.',
        ),
      ),
      closeness: v.optional(
        v.pipe(
          v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(1))]),
          v.description('Its columns that say how close each one is, in the same order: "SN_*P", or a list.'),
        ),
      ),
    }),
  ]),
  v.description("Whom your area is compared with: codes or names, or a table of neighbours."),
);

const analysis = v.looseObject({
  id: text("A name for this analysis, unlike the others'."),
  kind: text("The kind of question."),
  title: v.optional(v.string()),
  text: v.optional(v.string()),
  times: v.optional(times),
  without: v.optional(without),
  reason: v.optional(
    v.pipe(v.union([v.string(), v.record(v.string(), v.string())]), v.description("Why these choices were made.")),
  ),
});

export const studySchema = v.strictObject({
  $schema: v.optional(v.string()),
  whyvary: v.pipe(v.literal(1), v.description("Version of the document.")),
  title: v.optional(v.string()),
  text: v.optional(v.string()),
  tables: v.pipe(v.record(v.string(), table), v.description("The files, by the names the study gives them.")),
  panel: v.optional(panel),
  focus: v.optional(
    v.strictObject({ area: v.optional(text("Code of the area that is yours.")), neighbours: v.optional(neighbours) }),
  ),
  map: v.optional(
    v.pipe(
      v.strictObject({ table: text("The table whose file is a map of hexagons (HexJSON).") }),
      v.description("Where areas stand on a map: each answer by area can then be shown on it."),
    ),
  ),
  analyses: v.optional(v.array(analysis), []),
});

export type Study = v.InferOutput<typeof studySchema>;
export type AnalysisSpec = v.InferOutput<typeof analysis>;
export type { MeasureShape, MeasureSpec, PanelSpec, TableSpec, Times } from "../3-panel/spec.ts";
