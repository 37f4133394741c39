import { createHash } from "node:crypto";
import { canonicalJson } from "../model/canonical-json.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { formatTimestamp } from "../time/timestamp.ts";

/** What happened, before it has its place in the chain. */
export interface AuditEntry extends JsonObject {
  readonly kind: string;
}

/** An entry in its place. Its `hash` covers everything else in it, `previous` with it. */
export interface AuditRecord extends AuditEntry {
  /** Name of the chain and number of the record: the same for ever. */
  readonly auditId: string;
  readonly chain: string;
  /** From 1, without a gap. */
  readonly seq: number;
  /** Hash of the record before; null for the first. */
  readonly previous: string | null;
  readonly timestamp: string;
  readonly hash: string;
}

/** The end of a chain: what the next record follows. */
export interface Head {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * Puts an entry into a chain.
 *
 * @param head what it follows; a name begins a chain
 * @param now epoch milliseconds
 */
export function sealRecord(entry: AuditEntry, head: Head | string, now: number): AuditRecord {
  const place =
    typeof head === "string"
      ? { chain: head, seq: 1, previous: null }
      : { chain: head.chain, seq: head.seq + 1, previous: head.hash };
  const auditId = `${place.chain}-${place.seq}`;
  const open = { ...entry, ...place, auditId, timestamp: formatTimestamp(now) };
  return { ...open, hash: sha256(canonicalJson(open)) };
}

/** The one line that a record is written as, without its end. */
export function recordLine(record: AuditRecord): string {
  return canonicalJson(record);
}

export type ReadRecord =
  | { readonly ok: true; readonly record: AuditRecord }
  | { readonly ok: false; readonly problem: string; readonly expected?: string; readonly found?: string };

function isRecord(value: Json): value is AuditRecord {
  if (!isJsonObject(value)) return false;
  const { kind, auditId, chain, seq, previous, timestamp, hash } = value;
  const texts = [kind, auditId, chain, timestamp, hash].every((each) => typeof each === "string");
  return texts && Number.isSafeInteger(seq) && (previous === null || typeof previous === "string");
}

/** Reads a line and holds it against its own hash; its place in the chain is not looked at. */
export function readRecord(bytes: Uint8Array): ReadRecord {
  let value: Json;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    return { ok: false, problem: "The line is not JSON" };
  }
  if (!isRecord(value)) return { ok: false, problem: "The line is no record of an audit log" };
  const { hash, ...open } = value;
  const expected = sha256(canonicalJson(open));
  if (hash !== expected)
    return { ok: false, problem: "The record's hash does not fit its content", expected, found: hash };
  // The same content in other words: a repeated key, a space.
  if (recordLine(value) !== text) return { ok: false, problem: "The line is not written as records are" };
  return { ok: true, record: value };
}
