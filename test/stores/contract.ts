import { describe, expect, it } from "vitest";
import { schemaProblems } from "../../src/policy/validation/schema-problems.ts";
import { deliveriesOf, deliveryOf, hostileDeliveries } from "./deliveries.ts";
import { killDeliveries } from "./kill-deliveries.ts";
import { hostOf, keptOf, linesOf, openPlace, type Place, storeNamed } from "./place.ts";

interface Contract {
  /** A new, empty place. */
  place(): Promise<Place>;
  /** Child processes killed while they deliver, each within so many milliseconds after some batches. */
  readonly kill: { readonly kills: number; readonly batches: number; readonly within: number };
  /** A record that comes again in a batch of others is kept again, and a reader has to tell. */
  readonly repeatsInOtherBatches?: boolean;
}

const delivered = { ok: true, rejected: [] };

/** What every store promises, whatever it is made of. */
export function storeContract(name: string, contract: Contract): void {
  const there = async (place: Place) => linesOf(await place.read());
  const wanted = (deliveries: Parameters<typeof keptOf>[0]) => linesOf(keptOf(deliveries));

  describe(`${name} as a store`, () => {
    it("has a schema for its settings that takes them and refuses a typo", async () => {
      const { config } = await contract.place();
      const { configSchema } = storeNamed(name);
      expect(schemaProblems(configSchema, config, "the settings")).toEqual([]);
      expect(schemaProblems(configSchema, { ...config, pahtt: 1 }, "the settings")).not.toEqual([]);
      expect(schemaProblems(configSchema, {}, "the settings")).not.toEqual([]);
    });

    it("keeps rows and raw records as they were delivered", async () => {
      const place = await contract.place();
      const sink = await openPlace(place);
      expect(await sink.deliver(deliveriesOf(0, 40))).toEqual(delivered);
      expect(await there(place)).toEqual(wanted(deliveriesOf(0, 40)));
      await sink.close();
      expect(await there(place)).toEqual(wanted(deliveriesOf(0, 40)));
    });

    it("keeps nothing twice, in one batch, the next, or after it was opened again", async () => {
      const place = await contract.place();
      const batch = deliveriesOf(0, 30);
      for (let round = 0; round < 2; round++) {
        const sink = await openPlace(place);
        expect(await sink.deliver([...batch, ...batch])).toEqual(delivered);
        expect(await sink.deliver(batch)).toEqual(delivered);
        await sink.close();
      }
      expect(await there(place)).toEqual(wanted(batch));
      const sink = await openPlace(place);
      expect(await sink.deliver(deliveriesOf(20, 50))).toEqual(delivered);
      await sink.close();
      const kept = await there(place);
      const distinct = contract.repeatsInOtherBatches === true ? [...new Set(kept)] : kept;
      expect(distinct).toEqual(wanted(deliveriesOf(0, 50)));
    });

    it("tells organisations with the same ids apart", async () => {
      const place = await contract.place();
      const sink = await openPlace(place);
      const batch = ["a", "b"].map((organization) => ({ ...deliveryOf(1), organization }));
      expect(await sink.deliver(batch)).toEqual(delivered);
      await sink.close();
      expect(await there(place)).toEqual(wanted(batch));
    });

    it("keeps hostile ids, organisations, kinds and keys apart and unchanged", async () => {
      const place = await contract.place();
      const sink = await openPlace(place);
      expect(await sink.deliver(hostileDeliveries)).toEqual(delivered);
      expect(await sink.deliver(hostileDeliveries)).toEqual(delivered);
      await sink.close();
      expect(await there(place)).toEqual(wanted(hostileDeliveries));
    });

    it("rejects what no store can keep, and keeps the rest of the batch", async () => {
      const place = await contract.place();
      const sink = await openPlace(place);
      const times = [Number.NaN, 8.64e15, -8.64e15, Number.POSITIVE_INFINITY];
      const bad = times.map((time, at) => ({ ...deliveryOf(100 + at), time }));
      const outcome = await sink.deliver([deliveryOf(0), ...bad, deliveryOf(1)]);
      expect(outcome).toMatchObject({ ok: true, rejected: [1, 2, 3, 4].map((index) => ({ index })) });
      await sink.close();
      expect(await there(place)).toEqual(wanted([deliveryOf(0), deliveryOf(1)]));
    });

    it("takes an empty batch", async () => {
      const place = await contract.place();
      const sink = await openPlace(place);
      expect(await sink.deliver([])).toEqual(delivered);
      await sink.close();
      expect(await there(place)).toEqual([]);
    });

    it("keeps 10,000 records delivered in batches", async () => {
      const place = await contract.place();
      const sink = await openPlace(place);
      const size = Math.min(sink.batch.count, 1_000);
      for (let at = 0; at < 10_000; at += size)
        expect(await sink.deliver(deliveriesOf(at, Math.min(at + size, 10_000)))).toEqual(delivered);
      await sink.close();
      expect((await there(place)).join("\n")).toBe(wanted(deliveriesOf(0, 10_000)).join("\n"));
    });

    it("loses nothing that was acknowledged and keeps nothing twice when it is killed", async () => {
      const place = await contract.place();
      const problems = await killDeliveries(place, { ...contract.kill, seed: 1 });
      expect(problems.slice(0, 5)).toEqual([]);
    }, 120_000);

    it("throws when it is stopped, and only then", async () => {
      const place = await contract.place();
      const stop = new AbortController();
      const opened = await storeNamed(name).open(place.config, hostOf(place, stop.signal));
      if ("problem" in opened) throw new Error(opened.problem);
      stop.abort(new Error("stopped"));
      await expect(opened.deliver(deliveriesOf(0, 3))).rejects.toThrow("stopped");
      await opened.close();
    });
  });
}
