import type { ScannedDataset } from "../datasets/scan-dataset.ts";
import type { Dataset } from "../model/dataset.ts";
import { openScan } from "./open-scan.ts";
import type { Plan, PlannedRead } from "./plan.ts";
import { providerHost } from "./provider-host.ts";
import { type ReadResult, type ReadSettings, readPlan } from "./read-plan.ts";
import { sumUsage } from "./request-usage.ts";
import type { RunnerHost } from "./runner-host.ts";

/** What was read, and what is read while it is evaluated. */
export interface ScanningRead extends ReadResult {
  /** Those datasets that are read while they are evaluated, by the key of their read. */
  readonly scans: ReadonlyMap<string, ScannedDataset>;
  /**
   * Reads those datasets the thorough way that could not be evaluated while they were read.
   *
   * @returns false when there are none
   */
  readAgain(): Promise<boolean>;
}

/** Reads that no rule looks into but those that judge them, each record for itself. */
function judgedOnly({ reads, evaluations }: Plan): readonly PlannedRead[] {
  const lookedInto = new Set(
    evaluations.flatMap(({ policy, reads: keys }) =>
      policy.rules.flatMap((rule) =>
        rule.reads.filter((name) => name !== rule.on).map((name) => keys.get(name)),
      ),
    ),
  );
  return reads.filter(({ key }) => !lookedInto.has(key));
}

/**
 * Makes every read of a plan, but leaves those for the evaluation that can be read while they are evaluated.
 *
 * @param found called with each of those, before anything is read
 * @throws only when the user interrupts
 */
export async function readPlanScanning(
  plan: Plan,
  settings: ReadSettings,
  host: RunnerHost,
  found: (scanned: ScannedDataset) => void,
): Promise<ScanningRead> {
  const scans = new Map<string, ScannedDataset>();
  const close = () => {
    for (const scanned of scans.values()) scanned.close();
  };
  const parts: ReadResult[] = [];
  try {
    const lent = providerHost(settings, host);
    for (const read of settings.thorough === true ? [] : judgedOnly(plan)) {
      const scanned = await openScan(read, settings.registry.providers, lent);
      if (scanned === undefined) continue;
      scans.set(read.key, scanned);
      found(scanned);
    }
    const others = plan.reads.filter(({ key }) => !scans.has(key));
    parts.push(await readPlan({ ...plan, reads: others }, settings, host));
  } catch (error) {
    close();
    throw error;
  }
  const merged = <T>(of: (part: ReadResult) => ReadonlyMap<string, T>) =>
    new Map(parts.flatMap((part) => [...of(part)]));
  return {
    scans,
    get datasets(): ReadonlyMap<string, Dataset> {
      return new Map<string, Dataset>([...scans, ...merged(({ datasets }) => datasets)]);
    },
    get organizations() {
      return merged(({ organizations }) => organizations);
    },
    get diagnostics() {
      return parts.flatMap(({ diagnostics }) => diagnostics);
    },
    get usage() {
      return sumUsage(parts.map(({ usage }) => usage));
    },
    async readAgain() {
      const failed = plan.reads.filter(({ key }) => scans.get(key)?.failed === true);
      if (failed.length === 0) return false;
      for (const { key } of failed) {
        scans.get(key)?.close();
        scans.delete(key);
      }
      parts.push(await readPlan({ ...plan, reads: failed }, settings, host));
      return true;
    },
    async close() {
      close();
      for (const part of parts) await part.close();
    },
  };
}
