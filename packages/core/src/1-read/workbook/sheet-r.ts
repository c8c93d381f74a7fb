import { rString } from "../../messages/r-text.ts";
import { sheetRow } from "../sheet-row.ts";
import type { ReadResult } from "../types.ts";

type Workbook = Extract<NonNullable<ReadResult["packed"]>, { sheets: unknown }>;

/** R lines that leave a sheet's rows below its names in the data frame `frame`, cell by cell as texts. Base R alone. */
export function sheetR(frame: string, file: string, packed: Workbook, result: ReadResult): string {
  const cells =
    packed.kind === "ods"
      ? `ods_cells(${rString(file)}, ${rString(packed.sheet)})`
      : `xlsx_cells(${rString(file)}, ${rString(packed.part)}, ${stylesR(packed)})`;
  const reader = packed.kind === "ods" ? ODS_R : XLSX_R;
  return `${SHARED_R}${reader}${frame} <- sheet_rows(${cells}, ${sheetRow(result, 0)})`;
}

/** Which styles show a number as something else. */
function stylesR({ styles, since1904 }: Extract<Workbook, { kind: "xlsx" }>): string {
  const of = (kind: string): string => `c(${styles.flatMap((one, at) => (one === kind ? [String(at)] : [])).join(", ")})`; // prettier-ignore
  const digits = styles.flatMap((one, at) => (typeof one === "object" ? [`"${at}" = ${one.digits}`] : []));
  return `days = ${of("day")}, percents = ${of("percent")}, digits = c(${digits.join(", ")}), origin = "${since1904 ? "1904-01-01" : "1899-12-30"}"`;
}

const SHARED_R = `zip_text <- function(file, part) {
  parts <- unzip(file, list = TRUE)
  from <- unz(file, part, "rb")
  on.exit(close(from))
  text <- rawToChar(readBin(from, "raw", parts$Length[parts$Name == part]))
  Encoding(text) <- "UTF-8"
  text
}
elements <- function(text, tag) {
  pattern <- sprintf("(?s)<(?:\\\\w+:)?%s(?:\\\\s[^>]*?)?(?:/>|>.*?</(?:\\\\w+:)?%s>)", tag, tag)
  unlist(regmatches(text, gregexpr(pattern, text, perl = TRUE)))
}
attribute <- function(x, name) {
  found <- regmatches(x, regexec(sprintf("^<[^>]*?\\\\s%s=\\"([^\\"]*)\\"", name), x, perl = TRUE))
  vapply(found, function(part) if (length(part) == 2) plain_text(part[2]) else NA_character_, "")
}
plain_text <- function(x) {
  x <- gsub("(?s)<[^>]*>", "", x, perl = TRUE)
  for (code in unique(unlist(regmatches(x, gregexpr("&#x?[0-9A-Fa-f]+;", x))))) {
    number <- sub("^&#x", "0x", sub("^&#([0-9])", "\\\\1", sub(";", "", code)))
    x <- gsub(code, intToUtf8(strtoi(number)), x, fixed = TRUE)
  }
  for (pair in list(c("&lt;", "<"), c("&gt;", ">"), c("&quot;", "\\""), c("&apos;", "'"), c("&amp;", "&")))
    x <- gsub(pair[1], pair[2], x, fixed = TRUE)
  x
}
sheet_rows <- function(cells, first) {
  cells <- cells[cells$text != "", ]
  merges <- attr(cells, "merges")
  table <- matrix("", max(cells$row), max(cells$column))
  table[cbind(cells$row, cells$column)] <- cells$text
  for (at in seq_len(NROW(merges))) {
    rows <- setdiff(merges[at, 1]:min(merges[at, 3], nrow(table)), merges[at, 1])
    for (row in rows) if (table[row, merges[at, 2]] == "" && any(table[row, ] != "")) table[row, merges[at, 2]] <- table[merges[at, 1], merges[at, 2]]
  }
  # A column of percentages alone is read as percent; among other numbers they are the numbers that they are.
  mixed <- unique(cells$column[cells$figure])
  for (column in mixed) table[, column] <- sub("^(.*)e2%$", "\\\\1", table[, column])
  as.data.frame(table[-seq_len(first - 1), min(cells$column):ncol(table), drop = FALSE])
}
`;

const XLSX_R = `xlsx_cells <- function(file, part, days, percents, digits, origin) {
  text <- zip_text(file, part)
  place <- function(x) {
    letters_of <- strsplit(sub("[0-9]+$", "", x), "")
    column <- vapply(letters_of, function(one) Reduce(function(sum, letter) 26 * sum + match(letter, LETTERS), one, 0), 0)
    cbind(as.integer(sub("^[A-Z]+", "", x)), column)
  }
  cells <- elements(text, "c")
  at <- place(attribute(cells, "r"))
  type <- attribute(cells, "t")
  style <- as.integer(attribute(cells, "s"))
  value <- vapply(cells, function(x) paste(elements(x, "v"), collapse = ""), "")
  value <- plain_text(value)
  written <- !is.na(type) & type == "inlineStr"
  value[written] <- vapply(cells[written], function(x) plain_text(paste(elements(x, "t"), collapse = "")), "")
  shared <- grep("sharedStrings[.]xml$", unzip(file, list = TRUE)$Name, value = TRUE)
  if (length(shared) == 1) {
    strings <- elements(zip_text(file, shared), "si")
    strings <- vapply(strings, function(x) plain_text(paste(elements(gsub("(?s)<(?:\\\\w+:)?rPh.*?</(?:\\\\w+:)?rPh>", "", x, perl = TRUE), "t"), collapse = "")), "")
    own <- !is.na(type) & type == "s"
    value[own] <- strings[as.integer(value[own]) + 1]
  }
  value <- gsub("_x000D_", "\\r", value, fixed = TRUE)
  flag <- !is.na(type) & type == "b"
  value[flag] <- ifelse(value[flag] == "1", "TRUE", "FALSE")
  number <- (is.na(type) | type == "n") & value != ""
  day <- number & style %in% days
  serial <- as.numeric(value[day])
  serial <- serial + (origin == "1899-12-30" & serial < 60)
  shown <- format(as.POSIXct(round(serial * 86400), origin = origin, tz = "UTC"), "%Y-%m-%d %H:%M:%S")
  value[day] <- sub(" 00:00:00$", "", shown)
  percent <- number & style %in% percents
  value[percent] <- paste0(value[percent], "e2%")
  code <- number & as.character(style) %in% names(digits)
  value[code] <- sprintf("%0*d", as.integer(digits[as.character(style[code])]), as.integer(value[code]))
  found <- data.frame(row = at[, 1], column = at[, 2], text = unname(value), figure = number & !day & !percent & !code)
  refs <- strsplit(attribute(elements(text, "mergeCell"), "ref"), ":")
  attr(found, "merges") <- do.call(rbind, lapply(refs, function(ref) c(place(ref[1]), place(ref[2]))))
  found
}
`;

const ODS_R = `ods_cells <- function(file, sheet) {
  text <- gsub("(?s)<office:annotation.*?</office:annotation>", "", zip_text(file, "content.xml"), perl = TRUE)
  tables <- elements(text, "table")
  table <- tables[attribute(tables, "table:name") == sheet][1]
  found <- list()
  merges <- NULL
  row <- 0
  times <- function(x, name) { n <- attribute(x, name); ifelse(is.na(n), 1, as.numeric(n)) }
  for (line in elements(table, "table-row")) {
    cells <- elements(line, "(?:covered-)?table-cell")
    again <- times(line, "table:number-rows-repeated")
    column <- 0
    for (cell in cells) {
      type <- attribute(cell, "office:value-type")
      value <- attribute(cell, "office:value")
      paragraphs <- elements(cell, "p")
      paragraphs <- gsub("<text:line-break */>", "\\n", gsub("<text:tab */>", "\\t", gsub("<text:s */>", " ", paragraphs)))
      for (n in 2:20) paragraphs <- gsub(sprintf("<text:s text:c=\\"%d\\" */>", n), strrep(" ", n), paragraphs)
      shown <- paste(plain_text(paragraphs), collapse = "\\n")
      said <- shown
      if (!is.na(type) && !grepl("^#(N/A|REF!|DIV/0!|VALUE!|NAME[?]|NUM!|NULL!)$", shown)) {
        if (type == "percentage") said <- paste0(value, "e2%")
        else if (type == "date") said <- sub("T", " ", sub("T00:00:00(\\\\.0+)?$", "", attribute(cell, "office:date-value")))
        else if (type == "boolean") said <- toupper(attribute(cell, "office:boolean-value"))
        else if (type %in% c("float", "currency")) said <- if (grepl("^0[0-9]+$", shown)) shown else value
      }
      wide <- times(cell, "table:number-columns-repeated")
      down <- times(cell, "table:number-rows-spanned")
      if (down > 1) merges <- rbind(merges, c(row + 1, column + 1, row + down, column + 1))
      if (said != "") found[[length(found) + 1]] <- expand.grid(row = row + seq_len(again), column = column + seq_len(wide), text = said, figure = !is.na(type) && type %in% c("float", "currency") && said == value, stringsAsFactors = FALSE)
      column <- column + wide
    }
    row <- row + again
  }
  found <- do.call(rbind, found)
  attr(found, "merges") <- merges
  found
}
`;
