import { afterEach, expect, test } from "vitest";
import type { Simulator } from "../../src/simulator/index.ts";
import { type Body, closeAll, open } from "./client.ts";

afterEach(closeAll);

async function tokenOf({ loginUrl }: Simulator, id: string, secret = ""): Promise<Body> {
  const response = await fetch(`${loginUrl}/oauth/token`, {
    method: "POST",
    headers: { Authorization: `Basic ${btoa(`${id}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  return response.json();
}

async function ask({ url }: Simulator, token: string, path: string): Promise<Response> {
  return fetch(url + path, { headers: { Authorization: `Bearer ${token}` } });
}

test("each client does what its own roles permit, and no more", async () => {
  const { simulator, get } = await open();
  const clients: Body[] = (await get("/api/v2/oauth/clients")).body.entities;
  const exporting = clients.find(({ name }) => name === "Workforce export");
  const { access_token } = await tokenOf(simulator, exporting.id, simulator.secretOf(exporting.id));
  const role = (await get(`/api/v2/authorization/roles/${exporting.roleIds[0]}`)).body;
  const actions = role.permissionPolicies.map((policy: Body) => `${policy.domain}:${policy.entityName}`);
  expect(actions).toContain("recording:recording");
  expect(actions).not.toContain("architect:flow");
  expect((await ask(simulator, access_token, "/api/v2/flows")).status).toBe(403);
  expect((await ask(simulator, access_token, "/api/v2/organizations/me")).status).toBe(200);
});

test("a client that is off, or of another grant type, does not log in", async () => {
  const { simulator, get } = await open();
  const clients: Body[] = (await get("/api/v2/oauth/clients")).body.entities;
  const others = clients.filter(
    ({ authorizedGrantType, state }) => authorizedGrantType !== "CLIENT-CREDENTIALS" || state !== "active",
  );
  expect(others.length).toBeGreaterThan(2);
  for (const { id } of others) {
    expect(simulator.secretOf(id)).toBeUndefined();
    expect((await tokenOf(simulator, id)).error).toBe("invalid_client");
  }
});

test("tokens have a limit each, and the organisation has one for all of them", async () => {
  const limits = { perMinute: 4, perMinuteOfOrganization: 6 };
  const { simulator } = await open({ limits, clock: () => 0 });
  const { clientId, clientSecret } = simulator;
  const statuses: number[] = [];
  for (const count of [5, 3]) {
    const { access_token } = await tokenOf(simulator, clientId, clientSecret);
    for (let request = 0; request < count; request++)
      statuses.push((await ask(simulator, access_token, "/api/v2/organizations/me")).status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 429, 200, 429, 429]);
});
