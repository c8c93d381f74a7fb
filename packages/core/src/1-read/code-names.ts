const CODE = /(?:^|[^a-z])codes?(?:[^a-z]|$)|(?:post|zip|area|la|gss|ons|region|country)codes?(?:[^a-z]|$)/;
const WORDS = /(?:^|[^a-z])(?:id|ids|urn|ukprn|uprn|upn|uid|guid|lsoa|msoa|laestab|estab|fips)(?:[^a-z]|$)/;
const NUMBERED =
  /(?:^|[^a-z])(?:la|lea|dcsf|dfe|authority|estab|establishment|school)[^a-z]*(?:number|no|num)(?:[^a-z]|$)/;

/** Is a column of this name one of codes, which stay text whatever they look like? */
export function isCodeName(name: string): boolean {
  const words = name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  return CODE.test(words) || WORDS.test(words) || NUMBERED.test(words);
}
