// Flows: wide records with versions.
import { seeded } from "../seeded.mjs";

export const flows = {
  name: "flows",
  bindings: {},
  records(count) {
    const { random, pick, text, hex, list } = seeded(11);
    return Array.from({ length: count }, (_, id) => ({
      id: hex(32),
      name: `${text(2)} ${id}`,
      type: pick(["INBOUNDCALL", "WORKFLOW", "BOT", "SECURECALL"]),
      division: { id: hex(32), name: text(1) },
      description: random() < 0.5 ? text(9) : "",
      active: random() < 0.95,
      system: false,
      deleted: random() < 0.02,
      locked: random() < 0.05,
      supportedLanguages: list(3, () => ({ language: pick(["de-de", "en-us", "fr-fr"]), isDefault: false })),
      versions: list(6, (index) => ({
        number: index + 1,
        state: random() < 0.4 ? "PUBLISH" : "SAVE",
        createdBy: { id: hex(32), name: text(2) },
        debug: random() < 0.1,
      })),
    }));
  },
  rules: [
    {
      name: "locked or inactive",
      source: "locked or $not(active)",
      closure: (r) => r.locked || !r.active,
      schema: {
        anyOf: [{ properties: { locked: { const: true } } }, { properties: { active: { const: false } } }],
      },
      logic: { "!": { and: [{ "!": { var: "locked" } }, { var: "active" }] } },
    },
    {
      name: "several published versions",
      source: '$count(versions[state = "PUBLISH"]) > 1',
      closure: (r) => r.versions.filter(({ state }) => state === "PUBLISH").length > 1,
      schema: {
        properties: {
          versions: { contains: { properties: { state: { const: "PUBLISH" } } }, minContains: 2 },
        },
      },
    },
    {
      name: "debug in the last version",
      source: "versions[-1].debug = true",
      closure: (r) => r.versions.at(-1)?.debug === true,
    },
    {
      name: "sum of numbers",
      source: "$sum(versions.number) > 10",
      closure: (r) => r.versions.reduce((sum, { number }) => sum + number, 0) > 10,
    },
    {
      name: "name and division in one text",
      source: '$contains(division.name & "/" & name, "queue/flow")',
      closure: (r) => `${r.division.name}/${r.name}`.includes("queue/flow"),
    },
  ],
};
