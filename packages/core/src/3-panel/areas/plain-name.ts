/** A name as it is compared: small letters, "&" as "and", without marks: "St. Helens" and "st helens" are alike. */
export function plainName(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("&", " and ")
    .replace(/['’`.]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const BEFORE =
  /^(the )?((royal|london|metropolitan|city and county|city|county|council) )*(borough |district |city |county |council )?of (the )?/;
const AFTER =
  / (city of|county of|(metropolitan |london |royal |county |city |district |unitary )*(borough |district |city |county )?(council|borough|boro|authority|corporation)|mbc|mdc|ua|county|city|district)$/;

/** The name without what kind of council it is: "Bristol, City of", "City of Bristol" and "Bristol City Council" are "bristol". */
export function bareName(text: string): string {
  const plain = plainName(text);
  const bare = plain.replace(BEFORE, "").replace(AFTER, "").replace(AFTER, "").replace(/^the /, "").trim();
  return bare === "" ? plain : bare;
}
