export { expandTerms, type Design } from "./expand-terms.ts";
