import type { AuditPlan } from "../plan/audit-plan.ts";
import { actorOf } from "./audit-actor.ts";
import {
  type AuditedEntity,
  auditedEntities,
  changeOf,
  flowPublication,
  roleChange,
} from "./audit-catalogue.ts";
import type { People } from "./people.ts";
import { type Random, randomFor } from "./random.ts";
import type { AuditEvent, Flow, Named, PropertyChange } from "./types.ts";
import { uuidFor } from "./uuid.ts";
import { departments, products } from "./word-lists.ts";

/** The audit trail: events are made when they are asked for, oldest at index 0. */
export interface AuditTrail {
  readonly count: number;
  /** Throws RangeError outside 0 … count-1. */
  at(index: number): AuditEvent;
  /** Index of the first event at or after an instant, in epoch milliseconds. */
  firstSince(epoch: number): number;
  /** Whether the API shows an event already; absent: all of them. */
  shows?(index: number): boolean;
}

interface Source {
  readonly seed: number;
  readonly people: People;
  readonly plan: AuditPlan;
  /** Flows whose newest publication is in the trail, in the order of the plan. */
  readonly publishedFlows: readonly Flow[];
  readonly flows: readonly Flow[];
}

function entityFor(seed: number, random: Random, kind: AuditedEntity, flows: readonly Flow[]): Named {
  if (kind.entityType === "Flow") {
    const { id, name } = random.pick(flows);
    return { id, name };
  }
  if (kind.entityType === "Queue") {
    const name = random.pick(departments);
    return { id: uuidFor(seed, "Queue", name), name };
  }
  const name = `${random.pick(departments)} ${random.pick(products)}`;
  return { id: uuidFor(seed, kind.entityType, name), name };
}

function changesOf(random: Random, kind: AuditedEntity, action: string): PropertyChange[] {
  const { property, before, after } = changeOf(random, kind);
  if (kind.entityType === "Role") return [{ property, before: [before], after: [before, after] }];
  if (action === "Create") return [{ property, before: [], after: [after] }];
  if (action === "Delete") return [{ property, before: [before], after: [] }];
  const first = { property, before: [before], after: [after] };
  const other = changeOf(random, kind);
  return other.property === property || random.chance(0.5)
    ? [first]
    : [first, { property: other.property, before: [other.before], after: [other.after] }];
}

interface Subject {
  readonly kind: AuditedEntity;
  readonly entity: Named;
  readonly changes: readonly PropertyChange[];
}

function publication(flow: Flow): Subject {
  const numbers = flow.versions
    .filter((version) => version.kind === "PUBLISH")
    .map((version) => version.number);
  const before = numbers.slice(-2, -1);
  const changes = [{ property: "publishedVersion", before, after: numbers.slice(-1) }];
  return { kind: flowPublication, entity: { id: flow.id, name: flow.name }, changes };
}

function eventAt(source: Source, index: number): AuditEvent {
  const { seed, plan, people, flows } = source;
  const random = randomFor(seed, "audit", index);
  const published = source.publishedFlows[plan.publicationAt(index) ?? -1];
  const kind = plan.roleChanges.has(index) ? roleChange : random.pick(auditedEntities);
  const action = published === undefined ? random.pick(kind.actions) : "Publish";
  const subject =
    published === undefined
      ? { kind, entity: entityFor(seed, random, kind, flows), changes: changesOf(random, kind, action) }
      : publication(published);
  return {
    id: uuidFor(seed, "audit", index),
    at: plan.timeOf(index),
    actor: actorOf(seed, index, plan, people),
    service: subject.kind.service,
    entityType: subject.kind.entityType,
    action,
    entity: subject.entity,
    changes: subject.changes,
    remoteIp: `203.0.113.${random.between(1, 254)}`,
    transactionId: uuidFor(seed, "transaction", index % 16 < 4 ? index - (index % 16) : index),
  };
}

/** Joins the plan of the trail with the things that its events are about. */
export function buildAuditTrail(source: Source): AuditTrail {
  const { count, firstSince } = source.plan;
  const at = (index: number): AuditEvent => {
    if (!Number.isInteger(index) || index < 0 || index >= count)
      throw new RangeError(`no audit event ${index}`);
    return eventAt(source, index);
  };
  return { count, at, firstSince };
}
