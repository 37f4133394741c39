import { randomFor } from "./random.ts";
import type { Named, User } from "./types.ts";
import { uuidFor } from "./uuid.ts";
import { firstNames, lastNames } from "./word-lists.ts";

/** Organisations that were let in; nobody of the last one was. */
const partnerNames = [
  "Brightline Consulting",
  "Harbour Support",
  "Meridian Outsourcing",
  "Old Oak Integrators",
] as const;

export function buildPartners(seed: number): readonly Named[] {
  return partnerNames.map((name) => ({ id: uuidFor(seed, "partner", name), name }));
}

/** People of other organisations who may act in this one. */
export function buildVisitors(seed: number, partners: readonly Named[]): readonly User[] {
  return partners.slice(0, -1).flatMap((partner, number) => {
    const count = randomFor(seed, "visitors", number).between(1, 4);
    return Array.from({ length: count }, (_, index) => {
      const random = randomFor(seed, "visitor", number, index);
      const [first, firstMail] = random.pick(firstNames);
      const [last, lastMail] = random.pick(lastNames);
      return {
        id: uuidFor(seed, "visitor", number, index),
        name: `${first} ${last}`,
        email: `${firstMail}.${lastMail}.${index + 1}@partner.example`,
        department: partner.name,
        homeOrganizationId: partner.id,
      };
    });
  });
}
