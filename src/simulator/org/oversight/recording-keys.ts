import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import { entities } from "../contact-centre/entities.ts";
import type { OrgBase } from "../org-base.ts";
import { daysAgo } from "./references.ts";

const arn = "arn:aws:kms:eu-west-1:000000000000:key/";

/** Keys that recordings are encrypted by, the newest first; the newest is older than the schedule says. */
export function buildRecordingKeys(base: OrgBase): readonly JsonObject[] {
  return entities(base, "recording-key", 6, ({ index, id, random }) => {
    const user = random.pick(base.people.users);
    return compact({
      id,
      createDate: daysAgo(base, 60 + 31 * index, random),
      keydataSummary: "AAAA",
      user: index === 5 ? undefined : { id: user.id, name: user.name, version: 1 },
      keyConfigurationType: index === 5 ? "Native" : "KmsSymmetric",
      kmsKeyArn: index === 5 ? undefined : `${arn}${id}`,
      selfUri: `/api/v2/recording/recordingkeys/${id}`,
    });
  });
}

/** Where keys come from; the last one does not answer. */
export function buildKeyConfigurations(base: OrgBase): readonly JsonObject[] {
  return entities(base, "key-configuration", 3, ({ index, id }) =>
    compact({
      id,
      url: index === 2 ? "https://keys.northwind-care.example/decrypt" : `${arn}${id}`,
      apiId: index === 2 ? "northwind" : undefined,
      apiKey: index === 2 ? "never-to-be-shown" : undefined,
      keyConfigurationType: index === 2 ? "LocalKeyManager" : "KmsSymmetric",
      lastError: index === 2 ? { code: "key.manager.timeout", message: "No answer", status: 504 } : undefined,
      selfUri: `/api/v2/recording/keyconfigurations/${id}`,
    }),
  );
}
