import { createHash } from "node:crypto";
import type { JsonObject } from "../../model/json.ts";
import type { Run } from "../../model/run.ts";
import { jsonReporter } from "../../reporters/json.ts";
import { outcomeFacts } from "./outcome-facts.ts";

/** SHA-256 of a run as `-f json` writes it. */
function runHash(run: Run): string {
  const hash = createHash("sha256");
  for (const piece of jsonReporter.render(run, { color: false, settings: {}, readSource: () => undefined }))
    hash.update(piece);
  return hash.digest("hex");
}

/** What an audit log says of a run: counts, never findings. */
export function runFacts(run: Run): JsonObject {
  const { summary, rules, datasets, tenants } = run;
  const { tenants: _, ...counts } = summary;
  return {
    ...outcomeFacts(run),
    tenants: tenants.map(({ name, provider, organizationId }) => ({
      name,
      provider,
      ...(organizationId === undefined ? {} : { organizationId }),
    })),
    counts,
    complianceWarnings: Object.fromEntries(
      rules.flatMap(({ id, counts: { fail, error, unknown } }) =>
        fail + error + unknown === 0 ? [] : [[id, { fail, error, unknown }]],
      ),
    ),
    incompleteDatasets: datasets.filter(({ complete }) => !complete).length,
    runSha256: runHash(run),
  };
}
