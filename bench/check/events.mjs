// Made-up audit events of about 0.9 KB, the same for the same seed; one in some thousand breaks each rule.
import { closeSync, openSync, writeSync } from "node:fs";
import { seeded } from "../seeded.mjs";

/** The pinned clock of the bench, epoch milliseconds. */
export const now = Date.UTC(2026, 10, 1);
export const userCount = 5_000;

function eventMaker() {
  const { random, pick, text, hex, list } = seeded(20_261_121);
  const rarely = (odd, usual) => (random() < 1 / 5_000 ? odd : usual);
  const change = () => ({
    property: rarely("owner", pick(["name", "phone", "email", "permissions", "state"])),
    oldValues: [text(2)],
    newValues: [rarely(`+49 30 ${Math.floor(random() * 1e7)}`, text(2))],
  });
  return (id) => ({
    id: `event-${id}`,
    timestamp: now - Math.floor(random() * 90 * 86_400_000) - rarely(1e10, 0),
    serviceName: rarely("Legacy", pick(["Architect", "Routing", "Directory", "Analytics", "Permissions"])),
    action: pick(["Create", "Update", "Delete", "View", "Publish"]),
    severity: rarely("none", pick(["low", "medium", "high"])),
    level: "USER",
    correlationId: hex(32),
    user: {
      id: `user-${rarely(userCount, Math.floor(random() * userCount))}`,
      name: text(2),
      ...(random() < 0.8 && { email: `${text(1)}@example.org` }),
    },
    client: { id: hex(32), type: "oauth", addresses: [`10.0.${Math.floor(random() * 200)}.7`] },
    entity: {
      id: hex(32),
      type: rarely("", pick(["FLOW", "QUEUE", "ROLE", "USER"])),
      name: text(3) + rarely(" Forbidden", ""),
      tags: [text(1), text(1)],
      version: Math.floor(random() * 40),
    },
    message: {
      text: text(12) + rarely(" drop  table", "") + rarely(" someone@example.org", ""),
      redacted: random() < 0.2 ? "[REDACTED]" : text(1) + rarely(text(8), ""),
    },
    propertyChanges: list(4, change),
    status: "SUCCESS",
    initiatingAction: { transactionId: hex(32), description: text(4), automated: random() < 0.5 },
  });
}

/** @returns bytes written */
export function writeEvents(path, count) {
  const event = eventMaker();
  return writeLines(path, count, (id) => event(id));
}

export function writeUsers(path) {
  return writeLines(path, userCount, (id) => ({ id: `user-${id}`, name: `User ${id}` }));
}

function writeLines(path, count, make) {
  const file = openSync(path, "w");
  let bytes = 0;
  let pending = "";
  for (let id = 0; id < count; id += 1) {
    pending += `${JSON.stringify(make(id))}\n`;
    if (pending.length < 1 << 20 && id < count - 1) continue;
    bytes += writeSync(file, pending);
    pending = "";
  }
  closeSync(file);
  return bytes;
}
