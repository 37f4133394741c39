import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { bylaw, folderWith, root } from "./bylaw.ts";
import { blocksOf, commandsOf, runLine, shown } from "./page.ts";

const examples = ["flow-logs", "audit-trail", "agent-assist", "siem", "orphans"];

function copyOf(example: string): string {
  const cwd = folderWith({});
  cpSync(join(root, "examples", example), cwd, { recursive: true });
  return cwd;
}

describe.each(examples)("examples/%s", (example) => {
  const page = `examples/${example}/README.md`;

  it("shows commands that do what it says", async () => {
    const cwd = copyOf(example);
    const commands = commandsOf(page);
    expect(commands.filter(({ output }) => output !== undefined).length).toBeGreaterThan(0);
    for (const { line, exit, output } of commands) {
      const { status, stdout, stderr } = await runLine(line, cwd);
      expect({ line, status, stderr }).toMatchObject({ status: exit });
      if (output !== undefined && !shown(output).test(stdout)) expect(stdout).toBe(output);
    }
  });

  it("is one page, whose links lead to files and whose tenant is valid", async () => {
    const text = readFileSync(join(root, page), "utf8");
    expect(text.split("\n").length).toBeLessThan(80);
    const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = ""]) => link);
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
    const tenants = blocksOf(page).find(({ text: block }) => block.startsWith("tenants:"))?.text ?? "";
    const policy = "bylaw: 1\npolicy: p\ndata: { ivrs: { source: genesyscloud.ivrs } }\n";
    const rules = "rules: { r: { check: unique, on: ivrs, with: { by: id } } }\n";
    const cwd =
      example === "siem" ? folderWith({ "policies/p.policy.yaml": policy + rules }) : copyOf(example);
    writeFileSync(join(cwd, "bylaw.yaml"), `bylaw: 1\n${tenants}`);
    const env = { GENESYS_CLIENT_ID: "id", GENESYS_CLIENT_SECRET: "secret" };
    expect(await bylaw(["validate"], { cwd, env })).toMatchObject({ status: 0 });
  });
});

it.each(["splunk-hec", "syslog"])(
  "the sink %s of examples/siem/README.md fits into its collector",
  async (to) => {
    const sink =
      blocksOf("examples/siem/README.md").find(({ text }) => text.includes(`to: ${to}`))?.text ?? "";
    const cwd = copyOf("siem");
    const file = "collectors/audit-to-siem.collector.yaml";
    const text = readFileSync(join(cwd, file), "utf8");
    writeFileSync(join(cwd, file), text.replace(/^sinks:\n.*\n/m, sink));
    const args = ["collect", file, "--once", "--now", "2026-11-01T09:00:00Z"];
    const { status, stderr } = await bylaw(args, { cwd, env: { HEC_TOKEN: "t" } });
    expect(status).toBe(3);
    // All of it is valid; only the operator has to allow the address.
    expect([...stderr.matchAll(/error\[([\w-]+)\]/g)].map(([, code]) => code)).toEqual(["not-delivered"]);
    expect(stderr).toContain("not among the allowed targets");
  },
);
