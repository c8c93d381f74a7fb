import type { MapValue, SpreadValue } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { threeFigures } from "../figures.ts";
import { hexMapSpec } from "../hex-map/spec.ts";
import type { Look } from "../look.ts";
import { describeSpread } from "./words.ts";

/** Each area's figure on the map of hexagons that the study names. */
export function mapSpec(value: SpreadValue, map: MapValue, look: Look, focus: string | undefined): Spec {
  const { title, units, time } = value;
  return hexMapSpec(
    {
      ...{ title: time === null ? title : `${title}, ${time}`, map, focus, units },
      format: threeFigures,
      description: describeSpread(value, "map", focus),
    },
    look,
  );
}
