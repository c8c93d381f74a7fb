/** All files of the invented country, by name. */
export function exampleFiles(): { [name: string]: string };
