import type { ProfileValue } from "@whyvary/core";
import type { Chart } from "../chart.ts";
import { profileSpec, profileViews, viewOf } from "./spec.ts";
import { profileCaption, profileDetails, profileTable } from "./table.ts";
import { describeProfile } from "./words.ts";

export const profile: Chart<ProfileValue> = {
  spec: profileSpec,
  views: profileViews,
  table: profileTable,
  caption: profileCaption,
  details: profileDetails,
  describe: (value, options) => describeProfile(value, viewOf(value, options)),
};
