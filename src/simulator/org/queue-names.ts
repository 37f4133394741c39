import type { Named } from "./types.ts";
import { uuidFor } from "./uuid.ts";
import { departments, languages, products } from "./word-lists.ts";

/** Queues by id and name, each name once. */
export function buildQueueNames(seed: number, count: number): Named[] {
  return Array.from({ length: count }, (_, index) => {
    const department = departments[index % departments.length] ?? "Support";
    const product = products[Math.floor(index / departments.length) % products.length] ?? "Mobile";
    const round = Math.floor(index / (departments.length * products.length));
    const [language] = languages[round % languages.length] ?? languages[0];
    const suffix = round < languages.length ? "" : ` ${Math.floor(round / languages.length) + 1}`;
    return { id: uuidFor(seed, "queue", index), name: `${department} ${product} ${language}${suffix}` };
  });
}
