import { Parser } from "saxen";
import { decodeUtf8 } from "../decode.ts";

/** What happens in an XML document: names with the prefixes below, texts with their entities undone. */
export interface Listener {
  open?(name: string, attribute: (name: string) => string | undefined): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Each namespace that is read, in its everyday and its strict form; elements of others keep prefixes that no one asks for. */
const NAMESPACES = {
  "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
  "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
  "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
  "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
  "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
  "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
  "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
  "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
  "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
};
/** Bytes given to the parser at a time. */
const PIECE = 1 << 16;

/** Tells the listener what a document holds, piece by piece, yielding between two of them; throws where it is no XML. */
export function* readXml(bytes: Uint8Array, listener: Listener): Generator<void, void> {
  const parser = new Parser();
  let failed: Error | null = null;
  parser.ns(NAMESPACES);
  parser.on("openTag", (name, attributes, decode) => {
    let read: Record<string, string> | null = null;
    listener.open?.(name, (wanted) => {
      read ??= attributes();
      return Object.hasOwn(read, wanted) ? decode(read[wanted]!) : undefined;
    });
  });
  if (listener.text !== undefined) {
    parser.on("text", (text, decode) => listener.text!(decode(text)));
    parser.on("cdata", (text) => listener.text!(text));
  }
  if (listener.close !== undefined) parser.on("closeTag", (name) => listener.close!(name));
  parser.on("error", (error) => void (failed ??= error));
  for (let at = bytes[0] === 0xef ? 3 : 0; at < bytes.length && failed === null;) {
    let to = Math.min(bytes.length, at + PIECE);
    // Not in the middle of a character.
    while (to < bytes.length && (bytes[to]! & 0xc0) === 0x80) to--;
    const text = decodeUtf8(bytes, at, to);
    if (text === null) throw new Error("its text is not UTF-8");
    parser.write(text);
    at = to;
    yield;
  }
  if (failed === null) parser.end();
  if (failed !== null) throw failed as Error;
}
