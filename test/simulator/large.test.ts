import { expect, test } from "vitest";
import { buildOrg } from "../../src/simulator/org/org.ts";
import { day } from "../../src/simulator/org/spans.ts";
import { tellTruth } from "../../src/simulator/truth.ts";
import { friday } from "./client.ts";

const org = buildOrg({ seed: 3, size: "large", now: friday });

test("has two thousand flows, about twenty thousand references and a million audit events", () => {
  const ivrReferences = org.ivrs.flatMap((ivr) =>
    [ivr.open, ivr.closed, ivr.holiday].filter((flow) => flow !== undefined),
  );
  const ruleReferences = org.routingRules.flatMap((rule) =>
    rule.targets.filter((target) => target.flowId !== undefined),
  );
  expect([org.flows.length, org.audits.count, org.runs.count]).toEqual([2_000, 1_000_000, 10_000]);
  expect(ivrReferences.length + ruleReferences.length).toBeGreaterThanOrEqual(20_000);
});

test("a page anywhere in the trail is made without the rest of it", () => {
  const started = performance.now();
  for (let index = 0; index < 200; index++) org.audits.at(index * 997);
  org.audits.firstSince(friday - 10 * day);
  expect(performance.now() - started).toBeLessThan(500);
});

test("times never decrease, bulk changes share one, and the search agrees with them", () => {
  let before = 0;
  let shared = 0;
  for (let index = 0; index < org.audits.count; index += 1) {
    const at = org.plans.audits.timeOf(index);
    if (at < before) throw new Error(`event ${index} is older than the one before it`);
    if (at === before) shared += 1;
    before = at;
  }
  expect(before).toBeLessThanOrEqual(friday);
  expect(shared).toBeGreaterThan(1_000);
  for (const index of [0, 1, 4_321, 199_999]) {
    const first = org.audits.firstSince(org.plans.audits.timeOf(index));
    expect(org.plans.audits.timeOf(first)).toBe(org.plans.audits.timeOf(index));
    expect(first).toBeLessThanOrEqual(index);
  }
});

test("the newest publication of a flow is an event of the trail, by the same actor at the same time", () => {
  const recent = org.flows.filter((_, index) => org.plans.flows[index]?.recent === true);
  for (const [number, flow] of recent.entries()) {
    const event = org.audits.at(org.plans.audits.publicationEvent(number));
    expect([event.action, event.entity.id, event.at]).toEqual(["Publish", flow.id, flow.published?.at]);
    expect(event.actor).toEqual(flow.published?.by);
  }
});

test("runs end in the hour before now in which they started, and are found by id", () => {
  for (let index = 0; index < org.runs.count; index += 37) {
    const run = org.runs.at(index);
    const hours = [run.startedAt, run.endedAt].map((at) => Math.floor((friday - at) / 3_600_000));
    expect(new Set(hours).size).toBe(1);
    expect(org.runs.indexOf(run.id)).toBe(index);
  }
});

test("lists of the contact centre are built quickly", () => {
  const started = performance.now();
  const { dependencies, referredIds: _, ...lists } = org.contactCentre;
  const lengths = Object.values(lists).map((list) => list().length);
  dependencies().troubled("deleted");
  expect(performance.now() - started).toBeLessThan(3_000);
  expect([lists.queues().length, Math.min(...lengths) > 0]).toEqual([600, true]);
});

test("planted problems stay few", () => {
  expect(tellTruth(org).problems.length).toBeLessThan(400);
});
