// Violations of Agent Assist: lists in lists.
import { seeded } from "../seeded.mjs";

const ssn = /\d{3}-\d{2}-\d{4}/;

export const violations = {
  name: "violations with evidence",
  bindings: { tolerance: { low: 0.5, medium: 0.7, high: 0.9 } },
  records(count) {
    const { random, pick, text, hex, list } = seeded(13);
    const segment = () => ({
      participant: pick(["agent", "customer"]),
      text: random() < 0.05 ? "my number is 078-05-1120" : text(10),
      confidence: random(),
    });
    return Array.from({ length: count }, () => ({
      id: hex(32),
      policyId: pick(["pci-1", "hipaa-7", "gdpr-3", "house-9"]),
      severity: pick(["low", "medium", "high"]),
      evidence: list(3, () => ({ transcriptId: hex(16), segments: list(4, segment) })),
    }));
  },
  rules: [
    {
      name: "without evidence",
      source: "$count(evidence.segments) = 0",
      closure: (r) => !r.evidence.some(({ segments }) => segments.length > 0),
    },
    {
      name: "text deep in lists",
      source: "$exists(evidence.segments[$contains(text, /\\d{3}-\\d{2}-\\d{4}/)])",
      closure: (r) => r.evidence.some(({ segments }) => segments.some(({ text }) => ssn.test(text))),
      schema: {
        properties: {
          evidence: {
            contains: {
              properties: {
                segments: { contains: { properties: { text: { pattern: "\\d{3}-\\d{2}-\\d{4}" } } } },
              },
            },
          },
        },
      },
    },
    {
      name: "least confidence",
      source: "$min(evidence.segments.confidence) < $lookup($tolerance, severity) / 10",
      closure: (r) => {
        const all = r.evidence.flatMap(({ segments }) => segments.map(({ confidence }) => confidence));
        return all.length > 0 && Math.min(...all) < { low: 0.5, medium: 0.7, high: 0.9 }[r.severity] / 10;
      },
    },
    {
      name: "unmapped policy",
      source: '$not($exists($lookup({ "pci-1": 1, "hipaa-7": 1, "gdpr-3": 1 }, policyId)))',
      closure: (r) => !["pci-1", "hipaa-7", "gdpr-3"].includes(r.policyId),
      schema: { properties: { policyId: { not: { enum: ["pci-1", "hipaa-7", "gdpr-3"] } } } },
      logic: { "!": { in: [{ var: "policyId" }, ["pci-1", "hipaa-7", "gdpr-3"]] } },
    },
  ],
};
