/** Orders text by code point, as R's order(method = "radix") does in the C locale: the same everywhere, no locale. */
export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    // Surrogates sort after every other unit, as their code points do.
    if (x >= 0xd800 && x <= 0xdfff) x += 0x2000;
    else if (x > 0xdfff) x -= 0x800;
    if (y >= 0xd800 && y <= 0xdfff) y += 0x2000;
    else if (y > 0xdfff) y -= 0x800;
    return x - y;
  }
  return a.length - b.length;
}
