import { afterEach, expect, test } from "vitest";
import { type Client, closeAll, friday, open } from "./client.ts";

afterEach(closeAll);

const paths = [
  "/api/v2/organizations/me",
  "/api/v2/flows?pageSize=100",
  "/api/v2/architect/ivrs?pageSize=100",
  "/api/v2/routing/rules?view=expanded&pageSize=250",
  "/api/v2/auditlogs?dateFrom=2026-09-01T00:00:00Z&dateTo=2026-11-20T12:00:00Z&pageSize=1000",
];
const logs = { startTime: "2026-11-10T12:00:00Z", endTime: "2026-11-20T12:00:00Z", size: 1000 };

async function everything(client: Client): Promise<string[]> {
  const texts = [JSON.stringify((await client.post("/api/v2/flows/execution-logs/query", logs)).body)];
  for (const path of paths) texts.push(JSON.stringify((await client.get(path)).body));
  return [...texts, client.simulator.truthJson()];
}

test("the same seed serves the same bytes, however the clock of the machine runs", async () => {
  const first = await open({ clock: () => 0 });
  const second = await open();
  expect(await everything(second)).toEqual(await everything(first));
  expect(second.simulator.clientSecret).toBe(first.simulator.clientSecret);
});

test("another seed serves other data everywhere", async () => {
  const first = await everything(await open({ seed: 1 }));
  const second = await everything(await open({ seed: 2 }));
  for (const [index, text] of first.entries()) expect(second[index]).not.toBe(text);
});

test("a later now moves every date by as much, where no weekend comes between", async () => {
  const week = 7 * 24 * 3_600_000;
  const early = await open();
  const late = await open({ now: friday + week });
  const path = "/api/v2/flows?pageSize=100&sortBy=name";
  const dates = async (client: Client): Promise<number[]> =>
    (await client.get(path)).body.entities.map(
      (flow: { savedVersion: { dateSaved: number } }) => flow.savedVersion.dateSaved,
    );
  expect(await dates(late)).toEqual((await dates(early)).map((date) => date + week));
});
