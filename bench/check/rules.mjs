// Twelve rules: as a policy has them, and what a programmer would write for each: true for a record that breaks it.
import { now } from "./events.mjs";

const month = 30 * 86_400_000;
const rank = { none: 0, low: 1, medium: 2, high: 3 };
const phone = /\+\d{2} \d{2} \d+/;
const drop = /drop\s+table/;
const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/i;
const legacy = ["Legacy", "Billing", "Trunks"];
const assert = (expression) => ({ check: "expression", on: "events", assert: expression });

export function rules(users) {
  return {
    membership: [
      assert('$not(serviceName in ["Legacy", "Billing", "Trunks"] and action != "View")'),
      (r) => legacy.includes(r.serviceName) && r.action !== "View",
    ],
    pattern: [assert("$not($contains(message.text, /drop\\s+table/))"), (r) => drop.test(r.message.text)],
    marker: [
      assert('message.redacted = "[REDACTED]" or $length(message.redacted) < 20'),
      (r) => !(r.message.redacted === "[REDACTED]" || r.message.redacted.length < 20),
    ],
    window: [assert(`${now} - timestamp < ${3.5 * month}`), (r) => now - r.timestamp >= 3.5 * month],
    "look-up": [
      assert('$lookup({ "none": 0, "low": 1, "medium": 2, "high": 3 }, severity) >= 1'),
      (r) => rank[r.severity] < 1,
    ],
    "any-nested": [
      assert('$not($exists(propertyChanges[property = "owner"]))'),
      (r) => r.propertyChanges.some((change) => change.property === "owner"),
    ],
    "none-nested": [
      assert(
        "$not($exists($filter(propertyChanges, function($c) { $contains($c.newValues[0], /\\+\\d{2} \\d{2} \\d+/) })))",
      ),
      (r) => r.propertyChanges.some((change) => phone.test(change.newValues[0])),
    ],
    contains: [
      assert('$not($contains($lowercase(entity.name), "forbidden"))'),
      (r) => r.entity.name.toLowerCase().includes("forbidden"),
    ],
    count: [
      assert('$count(propertyChanges[property in ["name", "owner"]]) < 4'),
      (r) => r.propertyChanges.filter((c) => c.property === "name" || c.property === "owner").length >= 4,
    ],
    required: [
      { check: "required-fields", on: "events", with: { fields: ["user.id", "entity.type"] } },
      (r) => r.user?.id === undefined || (r.entity?.type ?? "") === "",
    ],
    reference: [
      { check: "reference", on: "events", with: { at: "user.id", in: "users", key: "id" } },
      (r) => !users.has(r.user.id),
    ],
    pii: [
      { check: "pii", on: "events", with: { detectors: ["email"], fields: ["message"] } },
      (r) => email.test(r.message.text) || email.test(r.message.redacted),
    ],
  };
}
