// Rows of flow execution logs: flat, short, many.
import { seeded } from "../seeded.mjs";

const marker = /^\*+$/;

export const flowLogs = {
  name: "flow execution logs",
  bindings: {},
  records(count) {
    const { random, pick, text, hex } = seeded(7);
    return Array.from({ length: count }, (_, id) => ({
      id: `row-${id}`,
      flowRunId: hex(32),
      timestamp: `2026-10-${10 + Math.floor(random() * 20)}T08:00:00.000Z`,
      logLevel: pick(["INFO", "WARN", "ERROR"]),
      message: text(6),
      customerEmail: random() < 0.9 ? "********" : `${text(1)}@example.org`,
      ...(random() < 0.7 && { nodeId: hex(16) }),
    }));
  },
  rules: [
    {
      name: "level without a node",
      source: 'logLevel = "ERROR" and $not($exists(nodeId))',
      closure: (r) => r.logLevel === "ERROR" && r.nodeId === undefined,
      schema: {
        properties: { logLevel: { const: "ERROR" } },
        required: ["logLevel"],
        not: { required: ["nodeId"] },
      },
      logic: { and: [{ "===": [{ var: "logLevel" }, "ERROR"] }, { "!": { var: "nodeId" } }] },
    },
    {
      name: "not redacted",
      source: "$not($contains(customerEmail, /^\\*+$/))",
      closure: (r) => !marker.test(r.customerEmail),
      schema: { properties: { customerEmail: { not: { pattern: "^\\*+$" } } } },
    },
    {
      name: "before a day",
      source: 'timestamp < "2026-10-15"',
      closure: (r) => r.timestamp < "2026-10-15",
      logic: { "<": [{ var: "timestamp" }, "2026-10-15"] },
    },
    {
      name: "length of a text",
      source: "$length(message) > 40",
      closure: (r) => r.message.length > 40,
      schema: { properties: { message: { minLength: 41 } } },
    },
  ],
};
