import type { IncompleteReason, Ledger } from "../model/dataset.ts";

/** Different reasons beyond these are one more reason that counts them. */
const maxReasons = 20;

/** The completeness ledger of a read while it is written. */
export interface Tally {
  reason(reason: IncompleteReason): void;
  notApplicable(why: string): void;
  /** A record that could not be delivered; equal causes are counted together. */
  unreadable(why: string): void;
  page(): void;
  sent(attempts: number): void;
  declared(total: number): void;
  /** The API no longer knows a cursor. @param final the list is not begun anew */
  staleCursor(final: boolean): void;
  readonly requests: number;
  ledger(): Ledger;
}

export function createTally(): Tally {
  const reasons = new Map<string, IncompleteReason>();
  const unreadable = new Map<string, number>();
  let notApplicable: string | undefined;
  let pages = 0;
  let requests = 0;
  let retries = 0;
  let total: number | undefined;
  let resets = 0;
  let refused = false;

  function allReasons(): IncompleteReason[] {
    const all = [...reasons.values()];
    for (const [why, count] of unreadable) {
      const message = `${count} ${count === 1 ? "record" : "records"} could not be read: ${why}`;
      all.push({ code: "unreadable-record", message });
    }
    if (all.length <= maxReasons) return all;
    const rest = all.length - maxReasons;
    return [
      ...all.slice(0, maxReasons),
      { code: "unreadable-record", message: `and ${rest} further reasons` },
    ];
  }

  return {
    reason(reason) {
      const key = `${reason.code} ${reason.message}`;
      if (!reasons.has(key)) reasons.set(key, reason);
    },
    notApplicable(why) {
      notApplicable ??= why;
    },
    unreadable(why) {
      unreadable.set(why, (unreadable.get(why) ?? 0) + 1);
    },
    page() {
      pages++;
    },
    sent(attempts) {
      requests += attempts;
      retries += Math.max(0, attempts - 1);
    },
    declared(count) {
      total = (total ?? 0) + count;
    },
    staleCursor(final) {
      if (final) refused = true;
      else resets++;
    },
    get requests() {
      return requests;
    },
    ledger() {
      return {
        reasons: allReasons(),
        pages,
        requests,
        retries,
        ...(notApplicable === undefined ? {} : { notApplicable }),
        ...(total === undefined ? {} : { declaredTotal: total }),
        ...(resets === 0 ? {} : { cursorResets: resets }),
        ...(refused ? { cursorRefused: true } : {}),
      };
    },
  };
}
