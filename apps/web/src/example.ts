import article from "../../../examples/invented-councils/article.whyvary.json?raw";
import context from "../../../examples/invented-councils/context.csv?raw";
import places from "../../../examples/invented-councils/places.hexjson?raw";
import plans from "../../../examples/invented-councils/plans.csv?raw";
import population from "../../../examples/invented-councils/population.csv?raw";
import results from "../../../examples/invented-councils/results.json?raw";
import spending from "../../../examples/invented-councils/spending.csv?raw";
import type { Example } from "@whyvary/ui";

const file = (name: string, text: string) => ({ name, data: new Blob([text], { type: "text/csv" }) });

/** The invented councils, inside the page: there is no request to make for them. Of the answers it carries the first. */
export const example: Example = {
  study: JSON.parse(article),
  files: [
    file("plans.csv", plans),
    file("population.csv", population),
    file("context.csv", context),
    file("spending.csv", spending),
    file("places.hexjson", places),
  ],
  results: JSON.parse(results),
};
