import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Paging, Surface } from "../../src/reader/description.ts";
import { type Asked, page, readSurface, type Serve, things } from "./read.ts";

const size = 5;
const request = {
  path: "/things",
  query: { page: "{{ $page }}", size: "{{ $size }}", cursor: "{{ $cursor }}" },
};

function cut(
  all: readonly JsonObject[],
  asked: Asked,
): { part: readonly JsonObject[]; number: number; pages: number } {
  const number = Number(asked.params["page"]);
  const each = Number(asked.params["size"]);
  return { part: all.slice((number - 1) * each, number * each), number, pages: Math.ceil(all.length / each) };
}

/** A list without a total that ends on a full page is read again with another size, to see that it ends there. */
function withProof(count: number): number {
  const other = count % (size - 1) === 0 ? size - 2 : size - 1;
  const again = count > 0 && count % size === 0 ? Math.ceil(count / other) : 0;
  return Math.max(1, Math.ceil(count / size)) + again;
}

/** The same list as each style of API serves it. */
const styles: Record<
  string,
  { paging: Paging; serve: (all: readonly JsonObject[]) => Serve; requests: (count: number) => number }
> = {
  "page-number with total alone": {
    paging: { style: "page-number", size, total: "total" },
    serve: (all) => (asked) => page({ entities: cut(all, asked).part, total: all.length }),
    requests: (count) => Math.max(1, Math.ceil(count / size)),
  },
  "page-number": {
    paging: { style: "page-number", pageCount: "pageCount", size, total: "total" },
    serve: (all) => (asked) => {
      const { part, pages } = cut(all, asked);
      return page({ entities: part, total: all.length, pageCount: pages });
    },
    requests: (count) => Math.max(1, Math.ceil(count / size)),
  },
  "page-header": {
    paging: { style: "page-header", header: "X-Page-Count", size },
    serve: (all) => (asked) => {
      const { part, pages } = cut(all, asked);
      return page({ entities: part }, { "x-page-count": String(pages) });
    },
    requests: (count) => Math.max(1, Math.ceil(count / size)),
  },
  "short-page": {
    paging: { style: "short-page", size, count: "count" },
    serve: (all) => (asked) => {
      const { part } = cut(all, asked);
      return page({ entities: part, count: part.length });
    },
    // Until a page is empty: it is not known that the API gives pages as large as they are asked for.
    requests: (count) => Math.ceil(count / size) + 1,
  },
  "short-page with a known size": {
    paging: { style: "short-page", size, max: size },
    serve: (all) => (asked) => page({ entities: cut(all, asked).part }),
    requests: (count) => Math.floor(count / size) + 1,
  },
  "short-page with total": {
    paging: { style: "short-page", size, total: "total" },
    serve: (all) => (asked) => page({ entities: cut(all, asked).part, total: all.length }),
    requests: (count) => Math.max(1, Math.ceil(count / size)),
  },
  cursor: {
    paging: { style: "cursor", next: "next", size },
    serve: (all) => (asked) => {
      const from = Number(asked.params["cursor"] ?? 0);
      const to = from + Number(asked.params["size"]);
      const more = to < all.length ? { next: String(to) } : {};
      return page({ entities: all.slice(from, to), ...more });
    },
    requests: withProof,
  },
  "next-uri": {
    paging: { style: "next-uri", size },
    serve: (all) => (asked) => {
      const link = new URL(asked.url, "http://x").searchParams;
      const from = Number(link.get("from") ?? 0);
      const each = Number(link.get("size") ?? asked.params["size"]);
      const nextUri = from + each < all.length ? `/things?from=${from + each}&size=${each}` : null;
      return page({ entities: all.slice(from, from + each), nextUri });
    },
    requests: withProof,
  },
};

const surfaceOf = (paging: Paging): Surface => ({ request, paging, records: "entities" });

describe.each(Object.entries(styles))("%s", (_name, { paging, serve, requests }) => {
  it.each([0, 1, size - 1, size, size + 1, 4 * size, 4 * size + 3])(
    "reads %i records whole",
    async (count) => {
      const { ids, ledger, asked } = await readSurface(surfaceOf(paging), serve(things(count)));
      expect([...new Set(ids)]).toEqual(things(count).map(({ id }) => id));
      expect(ledger.reasons).toEqual([]);
      expect(asked).toHaveLength(requests(count));
      expect(ledger).toMatchObject({ pages: asked.length, requests: asked.length, retries: 0 });
    },
  );

  it("never takes a page without its records for the end", async () => {
    const whole = serve(things(13));
    const { codes } = await readSurface(surfaceOf(paging), (asked, nth) => {
      const answer = whole(asked, nth);
      if (nth !== 2 || !answer.ok || typeof answer.body !== "object") return answer;
      const { entities: _, ...rest } = answer.body as JsonObject;
      return { ...answer, body: rest };
    });
    expect(codes).toEqual(["malformed-page"]);
  });

  it.each([
    ["null", null],
    ["a string", "x"],
    ["a list", []],
    ["nothing", undefined],
  ])("never takes %s for a page", async (_kind, body) => {
    const { codes, ids } = await readSurface(surfaceOf(paging), () => ({
      ok: true,
      status: 200,
      headers: {},
      body,
      attempts: 1,
      latencyMs: 0,
    }));
    expect(codes).toEqual(["malformed-page"]);
    expect(ids).toEqual([]);
  });
});

describe("a list in one piece", () => {
  const surface: Surface = { request: { path: "/things" }, records: "$" };
  it("is the body", async () => {
    expect(await readSurface(surface, () => page(things(3)))).toMatchObject({ ids: [1, 2, 3], codes: [] });
    expect(await readSurface(surface, () => page([]))).toMatchObject({ ids: [], codes: [] });
  });

  it("keeps a declared total", async () => {
    const checked: Surface = { ...surface, records: "entities", paging: { style: "none", total: "total" } };
    expect((await readSurface(checked, () => page({ entities: things(3), total: 3 }))).codes).toEqual([]);
    expect((await readSurface(checked, () => page({ entities: things(3), total: 4 }))).codes).toEqual([
      "drift",
    ]);
    expect((await readSurface(checked, () => page({ entities: things(3) }))).codes).toEqual([
      "malformed-page",
    ]);
  });
});

describe("a list that never ends", () => {
  const cursor = surfaceOf({ style: "cursor", next: "next", size });

  it("is found by a cursor that repeats, on the page that repeats it", async () => {
    const { codes, asked } = await readSurface(cursor, (_asked, nth) =>
      page({ entities: things(1, nth), next: "same" }),
    );
    expect(codes).toEqual(["lost-page"]);
    expect(asked).toHaveLength(2);
  });

  it("is found by cursors that go round A-B-A", async () => {
    const { codes, asked } = await readSurface(cursor, (_asked, nth) =>
      page({ entities: things(1, nth), next: nth % 2 === 0 ? "a" : "b" }),
    );
    expect(codes).toEqual(["lost-page"]);
    expect(asked).toHaveLength(3);
  });

  it("is found by records that repeat under new cursors", async () => {
    const { codes, asked } = await readSurface(cursor, (_asked, nth) =>
      page({ entities: things(3), next: `c${nth}` }),
    );
    expect(codes).toEqual(["lost-page"]);
    expect(asked).toHaveLength(2);
  });

  it("passes a few empty pages, not many", async () => {
    const few = await readSurface(cursor, (_asked, nth) =>
      page({ entities: nth === 4 ? things(1) : [], ...(nth < 4 ? { next: `c${nth}` } : {}) }),
    );
    expect(few).toMatchObject({ ids: [1], codes: [] });
    const many = await readSurface(cursor, (_asked, nth) => page({ entities: [], next: `c${nth}` }));
    expect(many.codes).toEqual(["lost-page"]);
    expect(many.asked.length).toBeLessThan(20);
  });

  it.each([
    ["an object", { a: 1 }],
    ["a list", ["x"]],
    ["a megabyte", "x".repeat(1_000_000)],
  ])("has no use for %s as cursor", async (_name, next) => {
    expect((await readSurface(cursor, () => page({ entities: things(1), next }))).codes).toEqual([
      "malformed-page",
    ]);
  });

  it("is found where the page number is ignored", async () => {
    const { codes } = await readSurface(surfaceOf({ style: "short-page", size: 3 }), () =>
      page({ entities: things(3) }),
    );
    expect(codes).toEqual(["drift"]);
  });
});

describe("a list that changes while it is read", () => {
  const numbered = surfaceOf({ style: "page-number", size: 4, total: "total" });
  const serveNow = (all: readonly JsonObject[], asked: Asked) => {
    const { part, pages } = cut(all, asked);
    return page({ entities: part, total: all.length, pageCount: pages });
  };

  it("is read once more with a smaller page", async () => {
    const before = things(9);
    const after = before.filter(({ id }) => id !== 2);
    const { ids, codes, asked } = await readSurface(numbered, (ask, nth) =>
      serveNow(nth < 2 ? before : after, ask),
    );
    expect(codes).toEqual([]);
    expect(ids).toEqual(after.map(({ id }) => id));
    expect(asked.map(({ params }) => params["size"])).toEqual(["4", "4", "2", "2", "2", "2"]);
  });

  it("ends incomplete when it changes again", async () => {
    const { codes, ledger } = await readSurface(numbered, (ask, nth) => serveNow(things(9 + nth), ask));
    expect(codes).toEqual(["drift"]);
    expect(ledger.reasons[0]?.message).toMatch(/changed from \d+ to \d+ while reading/);
  });

  it.each([
    ["too many declared", { total: 7 }],
    ["too few declared", { total: 5 }],
    ["the same record twice", { entities: [...things(5), { id: 5 }] }],
  ])("is found by its count: %s", async (_name, wrong) => {
    const surface = surfaceOf({ style: "page-number", size: 10, total: "total" });
    const body = { entities: things(6), total: 6, pageCount: 1, ...wrong };
    expect((await readSurface(surface, () => page(body))).codes).toEqual(["drift"]);
  });

  it.each([
    ["negative", -1],
    ["text", "6"],
    ["a fraction", 1.5],
    ["absent", null],
  ])("declares no usable total: %s", async (_name, total) => {
    const surface = surfaceOf({ style: "page-number", size: 10, total: "total" });
    const { codes } = await readSurface(surface, () => page({ entities: things(6), total, pageCount: 1 }));
    expect(codes).toEqual(["malformed-page"]);
  });

  it("an empty page does not end it where a header says how many pages there are", async () => {
    const headed = surfaceOf({ style: "page-header", header: "X-Page-Count", size });
    const { ids, codes } = await readSurface(headed, (_asked, nth) =>
      page({ entities: nth === 2 ? [] : things(1, nth) }, { "x-page-count": "3" }),
    );
    expect({ ids, codes }).toEqual({ ids: [1, 3], codes: [] });
  });

  it.each(["", "-1", "many", "1.5"])("the header must be a number: '%s'", async (value) => {
    const headed = surfaceOf({ style: "page-header", header: "X-Page-Count", size });
    expect(
      (await readSurface(headed, () => page({ entities: [] }, { "x-page-count": value }))).codes,
    ).toEqual(["malformed-page"]);
  });

  it("a page that counts itself wrong is malformed", async () => {
    const counted = surfaceOf({ style: "short-page", count: "count", size });
    expect((await readSurface(counted, () => page({ entities: things(3), count: 4 }))).codes).toEqual([
      "malformed-page",
    ]);
  });
});
