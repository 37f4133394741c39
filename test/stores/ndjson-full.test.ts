import { describe, expect, it, vi } from "vitest";
import { deliveriesOf } from "./deliveries.ts";
import { ndjsonPlace } from "./ndjson-place.ts";
import { keptOf, linesOf, openPlace } from "./place.ts";

const disk = vi.hoisted(() => ({ writes: Number.POSITIVE_INFINITY, syncs: Number.POSITIVE_INFINITY }));

/* A disk that is full after some writes, the last of which it takes half, or that fails to make bytes durable. */
vi.mock("node:fs", async (load) => {
  const fs = await load<typeof import("node:fs")>();
  const failure = (code: string) => Object.assign(new Error(code), { code });
  return {
    ...fs,
    writeSync(descriptor: number, bytes: Uint8Array, offset: number) {
      if (disk.writes-- > 0) return fs.writeSync(descriptor, bytes, offset);
      if (disk.writes === -1) return fs.writeSync(descriptor, bytes, offset, bytes.byteLength >> 1);
      throw failure("ENOSPC");
    },
    fsync(descriptor: number, done: (error: Error | null) => void) {
      if (disk.syncs-- > 0) fs.fsync(descriptor, done);
      else done(failure("EIO"));
    },
  };
});

async function placed() {
  const place = await ndjsonPlace();
  const sink = await openPlace(place);
  expect(await sink.deliver(deliveriesOf(0, 20))).toMatchObject({ ok: true });
  return { place, sink };
}

describe("the ndjson store on a disk with faults", () => {
  it.each([0, 1, 5, 9])(
    "full after %d writes: nothing is delivered, and then all when there is room",
    async (n) => {
      const { place, sink } = await placed();
      for (let round = 0; round < 2; round++) {
        disk.writes = n;
        expect(await sink.deliver(deliveriesOf(10, 60))).toMatchObject({
          ok: false,
          lasting: false,
          problem: expect.stringContaining("no room is left on its disk (ENOSPC)"),
        });
        disk.writes = Number.POSITIVE_INFINITY;
        expect(linesOf(await place.read())).toEqual(linesOf(keptOf(deliveriesOf(0, 20))));
      }
      expect(await sink.deliver(deliveriesOf(10, 60))).toMatchObject({ ok: true });
      await sink.close();
      expect(linesOf(await place.read())).toEqual(linesOf(keptOf(deliveriesOf(0, 60))));
    },
  );

  it.each([0, 3])("that fails to make bytes durable after %d files: nothing is acknowledged", async (n) => {
    const { place, sink } = await placed();
    disk.syncs = n;
    expect(await sink.deliver(deliveriesOf(10, 60))).toMatchObject({
      ok: false,
      lasting: false,
      problem: expect.stringContaining("EIO"),
    });
    disk.syncs = Number.POSITIVE_INFINITY;
    expect(await sink.deliver(deliveriesOf(10, 60))).toMatchObject({ ok: true });
    await sink.close();
    expect(linesOf(await place.read())).toEqual(linesOf(keptOf(deliveriesOf(0, 60))));
  });
});
