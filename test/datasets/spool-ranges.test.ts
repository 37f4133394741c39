import fc from "fast-check";
import { expect, it } from "vitest";
import { createSpool } from "../../src/datasets/spool.ts";

const parts = fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 30 });

it.each([1_000_000, 64])("gives back any range of what was appended, with %i bytes in memory", (memory) => {
  fc.assert(
    fc.property(parts, fc.nat(), fc.nat(), (appended, from, count) => {
      const spool = createSpool(undefined, memory);
      const whole = Buffer.concat(appended);
      const offsets = appended.map((part) => spool.append(part));
      for (const [index, part] of appended.entries())
        expect(Buffer.from(spool.read(offsets[index] ?? 0, part.byteLength)).equals(part)).toBe(true);
      const offset = from % whole.byteLength;
      const length = count % (whole.byteLength - offset + 1);
      const expected = whole.subarray(offset, offset + length);
      expect(Buffer.from(spool.read(offset, length)).equals(expected)).toBe(true);
      spool.close();
    }),
    { numRuns: 50 },
  );
});
