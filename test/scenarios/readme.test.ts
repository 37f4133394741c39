import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { bylaw, folderWith, root } from "./bylaw.ts";
import { blocksOf, commandsOf, runLine, words } from "./page.ts";

describe("README.md", () => {
  it("shows commands that do what it says", async () => {
    const cwd = folderWith({ "order.json": '{ "items": [{ "price": 2 }, { "price": 3 }] }' });
    const commands = commandsOf("README.md");
    expect(commands.length).toBeGreaterThan(6);
    for (const { line, output } of commands) {
      const { status, stdout, stderr } = await runLine(line, cwd);
      expect({ line, status, stderr }).toMatchObject({ status: 0 });
      if (output !== undefined) expect(stdout).toBe(output);
    }
  });

  it.each([
    "README.md",
    "CONTRIBUTING.md",
    "docs/policies.md",
    "docs/collectors.md",
    "ARCHITECTURE.md",
    "examples/plugins/README.md",
  ])("%s links to files that exist", (file) => {
    const text = readFileSync(join(root, file), "utf8");
    const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
      .map((match) => match[1]!)
      .filter((link) => !link.includes(":"));
    expect(links.filter((link) => !existsSync(join(root, dirname(file), link)))).toEqual([]);
  });

  it("npm start checks the quickstart, says what it returned, and shows the five systems", () => {
    const { status, stdout } = spawnSync(process.execPath, ["scripts/quickstart.mjs"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(status).toBe(0);
    expect(stdout).toContain("Failed:");
    expect(stdout).toMatch(/bylaw check returned 1: the org breaks at least one rule/);
    for (const [place, example] of ["flow-logs", "audit-trail", "agent-assist", "siem", "orphans"].entries())
      expect(stdout).toMatch(new RegExp(`\\n${place + 1}\\. .*\\?\\n {3}examples/${example}\\$ bylaw `));
    expect(stdout.match(/the org breaks some of these rules/g)?.length).toBe(4);
    expect(stdout).toMatch(
      /Fields that identify a customer are redacted in execution logs │ 5 failed, 448 passed/,
    );
    expect(stdout).toMatch(/sink siem +│ 83 confirmed, 0 waiting/);
    expect(stdout).toContain("All five worked.");
  });
});

describe("docs/policies.md", () => {
  it("shows documents that are valid together", async () => {
    const [project, policy, waivers, unused, assist] = blocksOf("docs/policies.md").map(
      (block) => block.text,
    );
    const cwd = folderWith({
      "bylaw.yaml": project!,
      "policies/a.policy.yaml": policy!,
      "waivers.yaml": waivers!,
      "policies/unused.policy.yaml": unused!,
      "policies/assist.policy.yaml": assist!,
    });
    const { status, stdout, stderr } = await bylaw(["validate"], { cwd });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("3 policies, 6 rules");
  });
});

describe("examples", () => {
  it.each([
    ["quickstart", 1],
    ["offline-files", 1],
  ] as const)("%s: its README's command gives what is expected", async (name, code) => {
    const [{ line } = { line: "" }] = commandsOf(`examples/${name}/README.md`);
    const { status, stdout } = await bylaw(words(line).slice(1), { cwd: join(root, "examples", name) });
    expect(status).toBe(code);
    await expect(stdout).toMatchFileSnapshot(join(root, "examples", name, "expected/check.txt"));
  });

  it("starter: passes on its simulated tenant", async () => {
    expect((await bylaw(["validate"], { cwd: join(root, "examples/starter") })).status).toBe(0);
  });

  it("custom-source: a REST API is read by description alone", async () => {
    const token = "tickets-canary";
    const tickets = [
      { number: 1, subject: "Disk full", assignee: { name: "ada" }, opened_at: "2026-10-30T08:00:00Z" },
      { number: 2, subject: "Login slow", assignee: null, opened_at: "2026-10-29T08:00:00Z" },
      { number: 3, subject: "Old wish", assignee: { name: "ben" }, opened_at: "2026-06-01T08:00:00Z" },
    ];
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? "/", "http://localhost");
      const page = Number(url.searchParams.get("page"));
      const size = Number(url.searchParams.get("per_page"));
      const allowed =
        request.headers.authorization === `Bearer ${token}` && url.searchParams.get("queue") === "platform";
      response.writeHead(allowed ? 200 : 401, { "content-type": "application/json" });
      response.end(
        JSON.stringify({ total: tickets.length, items: tickets.slice((page - 1) * size, page * size) }),
      );
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const cwd = folderWith({});
    cpSync(join(root, "examples/custom-source"), cwd, { recursive: true });
    const config = join(cwd, "bylaw.yaml");
    writeFileSync(
      config,
      readFileSync(config, "utf8").replace("4010", String((server.address() as AddressInfo).port)),
    );
    const args = ["check", "--now", "2026-11-01T09:00:00Z"];
    const { status, stdout, stderr } = await bylaw(args, { cwd, env: { TICKETS_TOKEN: token } });
    const refused = await bylaw(args, { cwd, env: { TICKETS_TOKEN: "wrong" } });
    server.close();
    expect({ status, stderr }).toMatchObject({ status: 1 });
    expect(stdout).toContain("ticket 'Login slow' (2)");
    expect(stdout).toContain("Ticket 3 has been open since 2026-06-01T08:00:00Z.");
    expect(refused.status).toBe(3);
    expect(stdout + stderr + refused.stdout + refused.stderr).not.toContain(token);
  });
});
