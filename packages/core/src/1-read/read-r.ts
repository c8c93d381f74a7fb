import { rName, rString, rStrings } from "../messages/r-text.ts";
import { MARKED } from "./marks.ts";
import { SYMBOL_REASONS } from "./symbols.ts";
import { sheetR } from "./workbook/sheet-r.ts";
import type { ReadOptions, ReadResult } from "./types.ts";

/** The R functions that `readR` calls; they stand once at the top of a script. Base R, in any locale. */
export function readHelpersR(): string {
  const symbols = rStrings([...SYMBOL_REASONS.keys()]);
  return `as_text <- function(x, missing = character()) {
  x <- gsub("^[ \\t\\r\\n\\u00a0]+|[ \\t\\r\\n\\u00a0]+$", "", x)
  x[x %in% c("", missing)] <- NA
  x
}
as_number <- function(x, missing = character(), decimal = ".", grouping = TRUE, sign = NULL) {
  x <- as_text(x, c(${symbols.slice(2, -1)}, missing))
  if (!is.null(sign)) x <- gsub(paste0(" *", sign, " *"), "", x)
  if (decimal == ",") {
    grouped <- grepl("^-?[1-9][0-9]{0,2}([.][0-9]{3})+(,[0-9]*)?$", x)
    x[grouped] <- gsub(".", "", x[grouped], fixed = TRUE)
    x[grepl(".", x, fixed = TRUE)] <- NA
    x <- sub(",", ".", x, fixed = TRUE)
  } else if (grouping) {
    grouped <- grepl("^-?[1-9][0-9]{0,2}(,[0-9]{3})+([.][0-9]*)?$", x)
    x[grouped] <- gsub(",", "", x[grouped], fixed = TRUE)
  }
  x[!grepl("^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$", x)] <- NA
  as.numeric(x)
}
format_cell <- function(x) if (is.numeric(x)) ifelse(is.na(x), NA, sprintf("%.17g", x)) else as.character(x)
decoded <- function(file, encoding, size = file.size(file)) {
  if (inherits(file, "connection")) on.exit(close(file))
  sub("^\\ufeff", "", iconv(list(readBin(file, "raw", size)), encoding, "UTF-8"))
}
`;
}

const SUPPRESSED = [...SYMBOL_REASONS].filter(([, reason]) => reason === "suppressed").map(([text]) => text);

/**
 * R lines that read a file as it was read here and leave its needed columns in the data frame `table`: numbers as numbers,
 * texts as character, missing as NA. Suppressed cells of a column with bounds are what R's `bound` says. Columns are taken by position, so that no name can go astray.
 */
export function readR(
  table: string,
  file: string,
  options: ReadOptions,
  columnsNeeded: readonly string[],
  result: ReadResult,
  bounds: { [column: string]: { from: number; to: number } } = {},
): string {
  const frame = rName(table);
  const names = result.order.filter((name) => columnsNeeded.includes(name));
  const positions = names.map((name) => String(result.order.indexOf(name) + 1));
  const plain = result.encoding === "utf-8" || (result.encoding === "utf-8 with BOM" && result.headerRows > 0);
  const source = plain
    ? `${placeR(file, result)}, encoding = "UTF-8"`
    : `text = decoded(${placeR(file, result, "rb")}, ${encodingR(result)}${result.packed === undefined ? "" : `, ${result.bytes}`})`;
  const settings = [source, `colClasses = "character"`, "check.names = FALSE", "na.strings = character()"];
  if (result.delimiter !== ",") settings.push(`sep = ${rString(result.delimiter)}`);
  // Several rows of names are passed over: columns are taken by position.
  const above = result.skipped + (result.headerRows > 1 ? result.headerRows : 0);
  if (above > 0) settings.push(`skip = ${above}`);
  if (result.headerRows !== 1) settings.push("header = FALSE");
  const workbook = result.packed?.kind === "xlsx" || result.packed?.kind === "ods" ? result.packed : null;
  const lines =
    workbook !== null
      ? [sheetR(frame, file, workbook, result)]
      : result.packed?.kind === "parquet"
        ? [
            'if (!requireNamespace("nanoparquet", quietly = TRUE)) stop("This file is Parquet: install.packages(\\"nanoparquet\\") first.")',
            `${frame} <- data.frame(lapply(nanoparquet::read_parquet(${rString(file)}), function(x) { x <- format_cell(x); x[is.na(x)] <- ""; x }), check.names = FALSE)`,
          ]
        : [`${frame} <- read.csv(${settings.join(", ")})`];
  if (result.blankRecords.length > 0)
    lines.push(`${frame} <- ${frame}[rowSums(!sapply(${frame}, function(x) is.na(as_text(x)))) > 0, , drop = FALSE]`);
  if (result.footer > 0) lines.push(`${frame} <- ${frame}[seq_len(${result.rows}), , drop = FALSE]`);
  lines.push(`${frame} <- ${frame}[c(${positions.join(", ")})]`, `names(${frame}) <- ${rStrings(names)}`);
  for (const name of names) {
    const column = `${frame}$${rName(name)}`;
    const range = Object.hasOwn(bounds, name) ? bounds[name] : undefined;
    if (range !== undefined) lines.push(`held <- as_text(${column}) %in% ${rStrings(SUPPRESSED)}`);
    lines.push(`${column} <- ${conversion(column, name, options, result)}`);
    if (range !== undefined) lines.push(`${column}[held] <- c(NA, ${range.from}, ${range.to})[bound + 1]`);
  }
  return lines.join("\n") + "\n";
}

/** R expression for where the text stands: the file, or what is packed in it (read.csv unpacks gzip by itself). */
function placeR(file: string, { packed }: ReadResult, mode = ""): string {
  const open = mode === "" ? "" : `, ${rString(mode)}`;
  if (packed?.kind === "zip") return `unz(${rString(file)}, ${rString(packed.entry!)}${open})`;
  if (packed?.kind === "gzip" && mode !== "") return `gzfile(${rString(file)}${open})`;
  return rString(file);
}

function conversion(column: string, name: string, options: ReadOptions, result: ReadResult): string {
  const asked =
    options.columns !== undefined && Object.hasOwn(options.columns, name) ? options.columns[name] : undefined;
  const missing = asked?.missing === undefined || asked.missing.length === 0 ? "" : `, ${rStrings(asked.missing)}`;
  if (result.columns.get(name)!.kind === "text") return `as_text(${column}${missing})`;
  const decimal = result.decimal === "," ? `, decimal = ","` : "";
  const grouping = result.delimiter === ";" && options.decimal === undefined ? ", grouping = FALSE" : "";
  const sign = result.signs.get(name);
  const marks = result.marks.get(name);
  // Marks in the cells are taken off first.
  const cells = marks?.from === null ? `sub(${rString(MARKED_R)}, "\\\\1", as_text(${column}), perl = TRUE)` : column;
  const signed = sign === undefined ? "" : `, sign = ${rString(sign === "$" ? "[$]" : sign)}`;
  return `as_number(${cells}${missing}${decimal}${grouping}${signed})`;
}

/** The pattern of a marked figure, as R reads it. */
const MARKED_R = MARKED.source.replaceAll("\\u2020", "\u2020").replaceAll("\\u2021", "\u2021");

function encodingR(result: ReadResult): string {
  const names = { "utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE", "windows-1252": "CP1252" };
  return rString(result.encoding in names ? names[result.encoding as keyof typeof names] : "UTF-8");
}
