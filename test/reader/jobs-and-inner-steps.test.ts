import { describe, expect, it } from "vitest";
import type { Json } from "../../src/model/json.ts";
import type { Surface } from "../../src/reader/description.ts";
import { failure, page, readSurface, things } from "./read.ts";

describe("a job", () => {
  const job: Surface = {
    job: {
      start: { method: "POST", path: "/jobs", body: {} },
      busy: [409],
      poll: { path: "/jobs/{{ $job.id }}" },
      state: "state",
      running: ["Queued", "Running"],
      done: ["Done"],
      every: "PT1S",
      within: "PT1M",
    },
    request: { path: "/jobs/{{ $job.id }}/results", query: { cursor: "{{ $cursor }}" } },
    paging: { style: "cursor", next: "cursor" },
    records: "entities",
  };

  it("is asked until it is done, then its results are read", async () => {
    const { ids, codes, asked, waits } = await readSurface(job, ({ method, url }, nth) => {
      if (method === "POST") return page({ id: "j1", state: "Queued" }, {}, 202);
      if (!url.endsWith("results")) return page({ state: nth < 4 ? "Running" : "Done" });
      return page({ entities: things(2) });
    });
    expect({ ids, codes }).toEqual({ ids: [1, 2], codes: [] });
    expect(asked.map(({ url }) => url)).toEqual([
      "/jobs",
      "/jobs/j1",
      "/jobs/j1",
      "/jobs/j1",
      "/jobs/j1/results",
    ]);
    expect(waits).toEqual([1000, 1500, 2250]);
  });

  it("whose start tells nothing but its id is running", async () => {
    const { ids, codes, asked } = await readSurface(job, ({ method, url }) => {
      if (method === "POST") return page({ id: "j1" }, {}, 202);
      return url.endsWith("results") ? page({ entities: things(2) }) : page({ state: "Done" });
    });
    expect({ ids, codes, requests: asked.length }).toEqual({ ids: [1, 2], codes: [], requests: 3 });
  });

  it("waits for another one to end", async () => {
    const { codes, asked } = await readSurface(job, ({ method }, nth) => {
      if (nth <= 2) return failure(409);
      return method === "POST" ? page({ id: "j", state: "Done" }) : page({ entities: [] });
    });
    expect(codes).toEqual([]);
    expect(asked).toHaveLength(4);
  });

  it.each<[string, Json, string]>([
    ["fails", { id: "j", state: "Failed" }, "refused"],
    ["has no state", { id: "j" }, "refused"],
    ["answers a list", [], "malformed-page"],
    ["never ends", { id: "j", state: "Running" }, "budget"],
  ])("that %s ends the read", async (_name, body, code) => {
    expect((await readSurface(job, () => page(body))).codes).toEqual([code]);
  });

  it("that is busy for ever ends the read", async () => {
    expect((await readSurface(job, () => failure(409))).codes).toEqual(["budget"]);
  });
});

describe("a step for each record", () => {
  const detail: Surface = {
    request: { path: "/things" },
    records: "$",
    each: {
      vanished: [404],
      parallel: 2,
      step: { request: { path: "/things/{{ $item.id }}" }, records: "$", single: true },
    },
  };

  it("delivers the inner records in order; one that is gone or refused does not end the list", async () => {
    const { ids, ledger } = await readSurface(detail, ({ url }) => {
      if (url === "/things") return page(things(5));
      const id = Number(url.split("/").at(-1));
      return id === 2 ? failure(404) : id === 4 ? failure(403) : page({ id });
    });
    expect(ids).toEqual([1, 3, 5]);
    expect(ledger.reasons).toEqual([{ code: "forbidden", message: "GET /things answered 403" }]);
  });

  it("goes on with what the parameters give, and asks for nothing else", async () => {
    const { request: _, records: __, ...rest } = detail;
    const given: Surface = { ...rest, given: "[$with.ids.{ 'id': $ }]" };
    const serve = ({ url }: { url: string }) => page({ id: url.split("/").at(-1) ?? "" });
    const { ids, codes, asked } = await readSurface(given, serve, { parameters: { ids: ["a", "b"] } });
    expect({ ids, codes }).toEqual({ ids: ["a", "b"], codes: [] });
    expect(asked.map(({ url }) => url)).toEqual(["/things/a", "/things/b"]);
    const wrong: Surface = { ...given, given: "$number($with.ids[0])" };
    expect((await readSurface(wrong, serve, { parameters: { ids: ["a"] } })).codes).toEqual([
      "provider-failed",
    ]);
  });

  it("stops where every further one would fail too", async () => {
    const { codes, asked } = await readSurface(detail, ({ url }) =>
      url === "/things" ? page(things(50)) : failure(503),
    );
    expect(codes).toEqual(["unreachable"]);
    expect(asked).toHaveLength(3);
  });

  it("asks for many at once, and misses none that was asked for", async () => {
    const batch: Surface = {
      request: { path: "/things" },
      records: "$",
      keep: "id != 3",
      each: {
        batch: 2,
        step: {
          request: { method: "POST", path: "/details", body: { ids: "{{ [$items.id] }}" } },
          records: "$",
          expected: "$count($items)",
        },
      },
    };
    const whole = await readSurface(batch, ({ json }) =>
      json === null ? page(things(4)) : page((json as { ids: number[] }).ids.map((id) => ({ id }))),
    );
    expect(whole.asked.slice(1).map(({ json }) => json)).toEqual([{ ids: [1, 2] }, { ids: [4] }]);
    expect(whole).toMatchObject({ ids: [1, 2, 4], codes: [] });
    const short = await readSurface(batch, ({ json }) => page(json === null ? things(2) : things(1)));
    expect(short.ledger.reasons).toEqual([
      { code: "malformed-page", message: "2 records were asked for, 1 came" },
    ]);
  });

  it("counts the outer records that are marked as failed", async () => {
    const marked: Surface = {
      ...detail,
      each: { step: detail.each!.step, problem: "id = 2 ? 'it is marked as failed'" },
    };
    const { ids, ledger } = await readSurface(marked, ({ url }) =>
      url === "/things" ? page(things(3)) : page({ id: url }),
    );
    expect(ids).toEqual(["/things/1", "/things/3"]);
    expect(ledger.reasons).toEqual([
      { code: "unreadable-record", message: "1 record could not be read: it is marked as failed" },
    ]);
  });
});
