import { describe, expect, it } from "vitest";
import type { Json } from "../../src/model/json.ts";
import type { Surface } from "../../src/reader/description.ts";
import { failure, page, readSurface, things } from "./read.ts";

const list: Surface = {
  request: {
    path: "/things",
    query: { page: "{{ $page }}", size: "{{ $size }}", types: "{{ $with.types }}" },
  },
  paging: { style: "short-page", size: 2, max: 2 },
  records: "entities",
};

describe("a failed request", () => {
  it.each([
    [401, "unauthenticated"],
    [403, "forbidden"],
    [404, "refused"],
    [500, "unreachable"],
  ])("%i on the first page", async (status, code) => {
    const { codes, ids } = await readSurface(list, () => failure(status));
    expect({ codes, ids }).toEqual({ codes: [code], ids: [] });
  });

  it("on a later page loses that page, and keeps the ones before", async () => {
    const { codes, ids } = await readSurface(list, (_asked, nth) =>
      nth === 1 ? page({ entities: things(2) }) : failure(503),
    );
    expect({ codes, ids }).toEqual({ codes: ["lost-page"], ids: [1, 2] });
  });

  it("for its size is repeated with smaller pages, down to one", async () => {
    const wide: Surface = { ...list, paging: { style: "short-page", size: 8, max: 8 } };
    const small = await readSurface(wide, (asked) =>
      Number(asked.params["size"]) > 2 ? failure(413) : page({ entities: things(1) }),
    );
    expect(small).toMatchObject({ ids: [1], codes: [] });
    const never = await readSurface(wide, () => failure(400, { code: "response.entity.too.large" }));
    expect(never.asked.map(({ params }) => params["size"])).toEqual(["8", "4", "2", "1"]);
    expect(never.codes).toEqual(["refused"]);
  });

  it("for a cursor the API forgot restarts the list once", async () => {
    const surface: Surface = {
      request: { path: "/things", query: { cursor: "{{ $cursor }}" } },
      paging: { style: "cursor", next: "next" },
      records: "entities",
    };
    const once = await readSurface(surface, (asked, nth) => {
      if (nth === 2) return failure(400);
      return page(
        asked.params["cursor"] === undefined
          ? { entities: things(1), next: "b" }
          : { entities: things(1, 2) },
      );
    });
    expect(once).toMatchObject({ ids: [1, 1, 2], codes: [] });
    const always = await readSurface(surface, (asked) =>
      asked.params["cursor"] === undefined ? page({ entities: things(1), next: "b" }) : failure(400),
    );
    expect(always.codes).toEqual(["refused"]);
    expect(always.asked).toHaveLength(4);
  });

  it("versions of one thing are different records where the id says so", async () => {
    const versions = {
      entities: [
        { id: 1, version: "1" },
        { id: 1, version: "2" },
      ],
      total: 2,
    };
    const counted: Surface = { ...list, paging: { style: "none", total: "total" } };
    expect((await readSurface(counted, () => page(versions))).codes).toEqual(["drift"]);
    const told = await readSurface({ ...counted, id: ["id", "version"] }, () => page(versions));
    expect(told.codes).toEqual([]);
    const twice = { entities: [...versions.entities, { id: 1, version: "2" }], total: 3 };
    const { codes } = await readSurface({ ...counted, id: ["id", "version"] }, () => page(twice));
    expect(codes).toEqual(["drift"]);
  });

  it("206 is said, and the data are kept", async () => {
    const { codes, ids } = await readSurface(list, () => page({ entities: things(1) }, {}, 206));
    expect({ codes, ids }).toEqual({ codes: ["partial-content"], ids: [1] });
  });

  it.each([202, 204])("%i is no page", async (status) => {
    expect((await readSurface(list, () => page({ entities: [] }, {}, status))).codes).toEqual([
      "malformed-page",
    ]);
  });
});

describe("records", () => {
  it("are mapped; what cannot be is counted, not dropped", async () => {
    const surface: Surface = { ...list, map: '{ "id": id, "double": id * 2 }' };
    const entities: Json[] = [{ id: 1 }, { id: "x" }, null, 7];
    const { records, ledger } = await readSurface({ ...surface, paging: { style: "none" } }, () =>
      page({ entities }),
    );
    expect(records).toEqual([{ id: 1, double: 2 }, {}, {}]);
    expect(ledger.reasons).toEqual([
      {
        code: "unreadable-record",
        message: "1 record could not be read: an expression of its description failed (T2001)",
      },
    ]);
  });

  it("may be none or many per served one", async () => {
    const surface: Surface = { request: { path: "/a" }, records: "$", map: 'rows.{ "id": n }', many: true };
    const { ids, codes } = await readSurface(surface, () =>
      page([
        { id: 1, rows: [] },
        { id: 2, rows: [{ n: 3 }] },
        { id: 3, rows: [{ n: 4 }, { n: 5 }] },
      ]),
    );
    expect({ ids, codes }).toEqual({ ids: [3, 4, 5], codes: [] });
  });

  it("are kept as asked", async () => {
    const surface: Surface = { request: { path: "/a" }, records: "$", keep: "id in $with.ids" };
    expect((await readSurface(surface, () => page(things(4)), { parameters: { ids: [2, 3] } })).ids).toEqual([
      2, 3,
    ]);
  });
});

describe("requests", () => {
  it("keep the type of a whole template and leave out what is not there", async () => {
    const surface: Surface = {
      request: {
        method: "POST",
        path: "/q/{{ $with.name }}",
        body: {
          size: "{{ $size }}",
          none: "{{ $with.none }}",
          text: "a{{ $page }}b",
          list: ["{{ $with.none }}", 1],
        },
      },
      paging: { style: "none", size: 7 },
      records: "$",
    };
    const { asked } = await readSurface(surface, () => page([]), { parameters: { name: "a/../b?c" } });
    expect(asked[0]).toMatchObject({
      method: "POST",
      url: "/q/a%2F..%2Fb%3Fc",
      json: { size: 7, text: "a1b", list: [1] },
    });
  });

  it("repeat a list in the query", async () => {
    const { asked } = await readSurface(list, () => page({ entities: [] }), {
      parameters: { types: ["a", "b"] },
    });
    expect(asked[0]?.query).toEqual([
      ["page", "1"],
      ["size", "2"],
      ["types", "a"],
      ["types", "b"],
    ]);
  });

  it.each(["..", ".", "", "\ud800"])("cannot climb out of their path by '%s'", async (name) => {
    const surface: Surface = { request: { path: "/q/{{ $with.name }}/x" }, records: "$" };
    const { codes, asked } = await readSurface(surface, () => page([]), { parameters: { name } });
    expect({ codes, asked }).toEqual({ codes: ["provider-failed"], asked: [] });
  });
});

describe("an interval", () => {
  const surface: Surface = {
    maxInterval: "P30D",
    request: { path: "/things", query: { from: "{{ $from }}", to: "{{ $to }}" } },
    records: "$",
  };
  const ranges = (asked: readonly { params: Readonly<Record<string, string>> }[]) =>
    asked.map(({ params }) => [params["from"], params["to"]].map((text) => text?.slice(5, 13)));

  it("is cut to what the API takes, and to what was asked", async () => {
    const long = await readSurface(surface, () => page([]), { interval: {}, parameters: { last: "P70D" } });
    expect(ranges(long.asked)).toEqual([
      ["09-11T12", "10-11T12"],
      ["10-11T12", "11-10T12"],
      ["11-10T12", "11-20T12"],
    ]);
    const chunked = await readSurface(surface, () => page([]), {
      interval: {},
      parameters: { last: "PT2H", chunk: "PT1H" },
    });
    expect(ranges(chunked.asked)).toEqual([
      ["11-20T10", "11-20T11"],
      ["11-20T11", "11-20T12"],
    ]);
  });

  it("is halved when the API times out, and given up when that does not help", async () => {
    const parameters = { last: "PT8H" };
    const helped = await readSurface(
      surface,
      ({ params }) =>
        Date.parse(params["to"]!) - Date.parse(params["from"]!) > 4 * 3_600_000 ? failure(504) : page([]),
      { interval: {}, parameters },
    );
    expect(helped.codes).toEqual([]);
    expect(ranges(helped.asked)).toEqual([
      ["11-20T04", "11-20T12"],
      ["11-20T04", "11-20T08"],
      ["11-20T08", "11-20T12"],
    ]);
    const hopeless = await readSurface(surface, () => failure(504), { interval: {}, parameters });
    expect(hopeless.codes).toEqual(["unreachable"]);
    expect(hopeless.asked).toHaveLength(5);
  });

  it("is halved when the API gives as many matches as it gives at most", async () => {
    const hour = 3_600_000;
    const all = Array.from({ length: 16 }, (_, index) => ({
      id: index,
      at: Date.UTC(2026, 10, 20, 4) + (index * hour) / 2 + 1,
    }));
    const capped: Surface = { ...surface, cap: 5 };
    const { ids, codes } = await readSurface(
      capped,
      ({ params }) =>
        page(
          all
            .filter(({ at }) => at >= Date.parse(params["from"]!) && at <= Date.parse(params["to"]!))
            .slice(0, 5),
        ),
      { interval: {}, parameters: { last: "PT8H" } },
    );
    expect({ ids, codes }).toEqual({ ids: all.map(({ id }) => id), codes: [] });
    const burst = await readSurface(capped, () => page(things(5)), {
      interval: {},
      parameters: { last: "PT3S" },
    });
    expect(burst.codes).toEqual(["budget"]);
    expect(burst.ids.length).toBeGreaterThan(0);
  });

  it.each([
    [{}, "an interval is required"],
    [{ from: "2026-11-20T12:00:00Z", to: "2026-11-20T11:00:00Z" }, "empty or inverted"],
    [{ from: "2026-11-20" }, "from is not a timestamp"],
    [{ last: "P-1D" }, "last is not a positive"],
    [{ last: "P1D", from: "2026-11-19T00:00:00Z" }, "either from or last"],
    [{ last: "P1D", chunk: "PT0S" }, "chunk is not a positive"],
  ])("that is wrong asks for nothing: %j", async (parameters, problem) => {
    const { asked, ledger } = await readSurface(surface, () => page([]), { interval: {}, parameters });
    expect(asked).toEqual([]);
    expect(ledger.reasons[0]?.message).toContain(problem);
  });
});

describe("a surface that does not serve the source", () => {
  it("says why and is not complete", async () => {
    const { ledger, asked } = await readSurface({ notServed: "There is no such thing" }, () => page([]));
    expect(ledger).toEqual({
      reasons: [],
      notApplicable: "There is no such thing",
      pages: 0,
      requests: 0,
      retries: 0,
    });
    expect(asked).toEqual([]);
  });
});
