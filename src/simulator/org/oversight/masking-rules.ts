import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import { entities } from "../contact-centre/entities.ts";
import { dates } from "../contact-centre/stamps.ts";
import type { OrgBase } from "../org-base.ts";

const rules = [
  ["Card numbers", "PCI_CARD_NUMBER", "Predefined", ["web-messaging", "open-messaging", "whatsapp"]],
  ["Social security numbers", "\\b\\d{3}-\\d{2}-\\d{4}\\b", "Custom", ["web-messaging", "whatsapp"]],
  ["IBANs", "\\b[A-Z]{2}\\d{2}[A-Z0-9]{11,30}\\b", "Custom", ["web-messaging"]],
  ["E-mail addresses", "EMAIL_ADDRESS", "Default", []],
] as const;

/** Rules of masking, each for both directions: one is off on the way out, one covers no channel. */
export function buildMaskingRules(base: OrgBase): readonly JsonObject[] {
  return entities(base, "masking-rule", rules.length * 2, ({ index, id, random }) => {
    const [name, definition, type, integrations] = rules[Math.floor(index / 2)] ?? rules[0];
    return compact({
      id,
      name: `${name} ${index % 2 === 0 ? "in" : "out"}`,
      description: `Masks ${name.toLowerCase()}`,
      substituteCharacter: "*",
      definition,
      enabled: index !== 3,
      type,
      direction: index % 2 === 0 ? "inbound" : "outbound",
      integrations: integrations.length === 0 ? undefined : integrations,
      ...dates(base, random),
    });
  });
}
