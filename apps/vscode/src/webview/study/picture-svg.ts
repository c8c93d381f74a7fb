/** The chart in sight as a file of its own: the editor's colours are written into it, as there are no variables outside. */
export function pictureSvg(): string | null {
  const pictures = [...document.querySelectorAll<SVGSVGElement>("[role=tabpanel] svg, article svg")];
  const shown = pictures.sort((a, b) => area(b) - area(a))[0];
  if (shown === undefined || area(shown) === 0) return null;
  const copy = shown.cloneNode(true) as SVGSVGElement;
  const originals = [shown, ...shown.querySelectorAll<SVGElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  for (const [at, original] of originals.entries()) {
    const style = getComputedStyle(original);
    for (const name of ["fill", "stroke", "font-family", "font-size", "font-weight", "opacity"]) {
      const value = style.getPropertyValue(name);
      if (value !== "") copies[at]!.setAttribute(name, value);
    }
    copies[at]!.removeAttribute("class");
    copies[at]!.removeAttribute("style");
  }
  const { width, height } = shown.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(Math.round(width)));
  copy.setAttribute("height", String(Math.round(height)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

function area(svg: SVGSVGElement): number {
  const { width, height } = svg.getBoundingClientRect();
  return width * height;
}
