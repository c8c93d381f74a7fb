import context from "../../../examples/invented-councils/context.csv?raw";
import plans from "../../../examples/invented-councils/plans.csv?raw";
import population from "../../../examples/invented-councils/population.csv?raw";
import results from "../../../examples/invented-councils/results.json?raw";
import study from "../../../examples/invented-councils/study.whyvary.json?raw";
import type { Example } from "@whyvary/ui";

const file = (name: string, text: string) => ({ name, data: new Blob([text], { type: "text/csv" }) });

/** The invented councils, inside the page: there is no request to make for them. */
export const example: Example = {
  study: JSON.parse(study),
  files: [file("plans.csv", plans), file("population.csv", population), file("context.csv", context)],
  results: JSON.parse(results),
};
