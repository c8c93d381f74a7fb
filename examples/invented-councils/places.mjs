// Invented places. None is a council, a town or a region; the codes are of no register.

export const COUNTRY = { code: "Z92000001", name: "Anyland" };

const REGION_NAMES = [
  "Greymoor",
  "Saltmarch",
  "The Weirs",
  "Emberland",
  "Lowfen",
  "Kestrel Vale",
  "Great Quill",
  "Sunder Coast",
  "Far Reach",
];
export const REGIONS = REGION_NAMES.map((name, i) => ({ code: `Z1200000${i + 1}`, name }));
const SIZES = [13, 23, 15, 14, 14, 11, 32, 19, 11];

const FIRST = [
  "Amber",
  "Bracken",
  "Cinder",
  "Dapple",
  "Ember",
  "Fennel",
  "Gorse",
  "Heron",
  "Inkle",
  "Juniper",
  "Kestrel",
  "Linnet",
  "Marrow",
  "Nettle",
  "Osier",
  "Plover",
  "Quill",
  "Russet",
  "Sorrel",
  "Teasel",
  "Umber",
  "Vetch",
  "Wisp",
  "Yarrow",
];
const LAST = ["hythe", "mere", "garth", "holt", "minster", "combe", "thwaite", "reach", "fold", "spire"];

/** 152 councils in nine regions; the last two are tiny. */
export function makePlaces(random) {
  const names = random.shuffle(FIRST.flatMap((first) => LAST.map((last) => first + last)));
  const places = [];
  REGIONS.forEach((region, r) => {
    for (let k = 0; k < SIZES[r]; k++) {
      const n = places.length + 1;
      const name = names[places.length];
      places.push({
        region,
        metropolis: region.name === "Great Quill",
        code: n <= 99 ? `X${pad(n, 2)}` : `Y${pad(n - 99, 2)}`,
        newCode: `Z0600${pad(n, 4)}`,
        name: k === 4 ? `${name}, City of` : name,
        tiny: false,
      });
    }
  });
  for (const [index, name] of [
    [places.findIndex((p) => p.metropolis), "Liberty of Quill"],
    [places.length - 1, "Isles of Vetch"],
  ])
    Object.assign(places[index], { name, tiny: true });
  return places;
}

function pad(n, width) {
  return String(n).padStart(width, "0");
}
