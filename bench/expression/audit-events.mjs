// Audit events: nested objects and a list of changes. Twelve rules; some of them ajv and json-logic can say too.
import { seeded } from "../seeded.mjs";

const now = Date.UTC(2026, 10, 1);
const month = 30 * 86_400_000;
const services = ["Architect", "Routing", "Directory"];
const pii = /\+\d{2} \d{2} \d+/;
const known = Array.from({ length: 5_000 }, (_, id) => `user-${id}`);

function records(count) {
  const { random, pick, word, text, list } = seeded(20_261_121);
  const change = () => ({
    property: pick(["name", "phone", "email", "permissions", "state"]),
    oldValues: [text(2)],
    newValues: [random() < 0.1 ? `+49 30 ${Math.floor(random() * 1e7)}` : text(2)],
  });
  return Array.from({ length: count }, (_, id) => ({
    id: `event-${id}`,
    timestamp: now - Math.floor(random() * 90 * 86_400_000),
    serviceName: pick(["Architect", "Routing", "Directory", "Analytics", "PeoplePermissions"]),
    action: pick(["Create", "Update", "Delete", "View", "Publish"]),
    severity: pick(["low", "medium", "high"]),
    user: {
      id: `user-${Math.floor(random() * 6_000)}`,
      ...(random() < 0.8 && { email: `${word()}@example.org` }),
    },
    entity: {
      id: `entity-${id}`,
      type: pick(["FLOW", "QUEUE", "ROLE", "USER"]),
      name: text(3),
      tags: [word(), word()],
    },
    message: { text: text(8), redacted: random() < 0.2 ? "[REDACTED]" : text(1) },
    propertyChanges: list(4, change),
  }));
}

const bindings = {
  at: now,
  known: Object.fromEntries(known.map((id) => [id, true])),
  rank: { low: 1, medium: 2, high: 3 },
};

export const auditEvents = {
  name: "audit events",
  records,
  bindings,
  rules: [
    {
      name: "equals and membership",
      source: 'action = "Delete" and serviceName in ["Architect", "Routing", "Directory"]',
      closure: (r) => r.action === "Delete" && services.includes(r.serviceName),
      schema: {
        properties: { action: { const: "Delete" }, serviceName: { enum: services } },
        required: ["action", "serviceName"],
      },
      logic: { and: [{ "===": [{ var: "action" }, "Delete"] }, { in: [{ var: "serviceName" }, services] }] },
    },
    {
      name: "regular expression",
      source: "$contains(message.text, /queue\\s+route/)",
      closure: (r) => /queue\s+route/.test(r.message.text),
      schema: {
        properties: {
          message: {
            properties: { text: { type: "string", pattern: "queue\\s+route" } },
            required: ["text"],
          },
        },
        required: ["message"],
      },
    },
    {
      name: "marker",
      source: 'message.redacted != "[REDACTED]" and $length(message.redacted) > 4',
      closure: (r) => r.message.redacted !== "[REDACTED]" && r.message.redacted.length > 4,
      schema: {
        properties: {
          message: {
            properties: { redacted: { type: "string", minLength: 5, not: { const: "[REDACTED]" } } },
            required: ["redacted"],
          },
        },
        required: ["message"],
      },
    },
    {
      name: "window",
      source: "$at - timestamp < 2592000000",
      closure: (r) => now - r.timestamp < month,
      schema: { properties: { timestamp: { exclusiveMinimum: now - month } }, required: ["timestamp"] },
      logic: { "<": [{ "-": [now, { var: "timestamp" }] }, month] },
    },
    {
      name: "look-up",
      source: "$lookup($rank, severity) >= 2",
      closure: (r) => bindings.rank[r.severity] >= 2,
    },
    {
      name: "any nested",
      source: '$exists(propertyChanges[property = "permissions"])',
      closure: (r) => r.propertyChanges.some((change) => change.property === "permissions"),
      schema: {
        properties: { propertyChanges: { contains: { properties: { property: { const: "permissions" } } } } },
      },
      logic: { some: [{ var: "propertyChanges" }, { "===": [{ var: "property" }, "permissions"] }] },
    },
    {
      name: "none nested, with a lambda",
      source:
        "$not($exists($filter(propertyChanges, function($c) { $contains($c.newValues[0], /\\+\\d{2} \\d{2} \\d+/) })))",
      closure: (r) => !r.propertyChanges.some((change) => pii.test(change.newValues[0])),
    },
    {
      name: "missing",
      source: "$not($exists(user.email)) or $not($exists(entity.type))",
      closure: (r) => r.user.email === undefined || r.entity.type === undefined,
      schema: {
        anyOf: [
          { properties: { user: { not: { required: ["email"] } } } },
          { properties: { entity: { not: { required: ["type"] } } } },
        ],
      },
      logic: { "!": { and: [{ var: "user.email" }, { var: "entity.type" }] } },
    },
    {
      name: "contains",
      source: '$contains($lowercase(entity.name), "holiday")',
      closure: (r) => r.entity.name.toLowerCase().includes("holiday"),
    },
    {
      name: "count",
      source: '$count(propertyChanges[property in ["name", "state"]]) > 1',
      closure: (r) =>
        r.propertyChanges.filter(({ property }) => property === "name" || property === "state").length > 1,
    },
    {
      name: "reference",
      source: "$not($exists($lookup($known, user.id)))",
      closure: (r) => bindings.known[r.user.id] === undefined,
    },
    {
      name: "membership of a path",
      source: '"greeting" in entity.tags',
      closure: (r) => r.entity.tags.includes("greeting"),
      logic: { in: ["greeting", { var: "entity.tags" }] },
    },
  ],
};
