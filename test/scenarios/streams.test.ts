import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bylaw, folderWith, root } from "./bylaw.ts";

const now = "2026-11-01T09:00:00Z";
const quickstart = ["check", "--project", "examples/quickstart", "--now", now];
const esc = String.fromCharCode(27);

/** Runs a command in a terminal of 100 columns and returns all that it showed. */
function inTerminal(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const script = [
    "import fcntl, os, pty, struct, sys, termios",
    "def size(fd): fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 100, 0, 0))",
    "pid, fd = pty.fork()",
    "if pid == 0: os.execvp(sys.argv[1], sys.argv[1:])",
    "size(fd)",
    "while True:",
    "  try: data = os.read(fd, 65536)",
    "  except OSError: break",
    "  if not data: break",
    "  os.write(1, data)",
    "os.waitpid(pid, 0)",
  ].join("\n");
  const command = ["-c", script, process.execPath, join(root, "bin/run.js"), ...args];
  const child = spawn("python3", command, {
    cwd: root,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], TERM: "xterm", ...env },
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((done) => child.on("close", () => done(Buffer.concat(chunks).toString())));
}

describe("colours and progress", () => {
  it("are plain lines when nobody watches", async () => {
    const { stdout, stderr } = await bylaw(quickstart);
    expect(stdout + stderr).not.toContain(esc);
    expect(stderr.split("\n")[0]).toBe("Connecting to demo");
    expect(stderr).toMatch(/^bylaw: 1 tenant · 1 policy · 4 rules · \d+ records · .* · exit code 1$/m);
  });

  it("are live in a terminal", async () => {
    const shown = await inTerminal(quickstart);
    expect(shown).toContain(`\r${esc}[K`);
    expect(shown).toContain(`${esc}[31m`);
  });

  it.each([
    ["NO_COLOR", [], { NO_COLOR: "1" }],
    ["--no-color", ["--no-color"], {}],
  ])("stay uncoloured with %s", async (_, flags, env) => {
    const shown = await inTerminal([...quickstart, ...flags], env);
    expect(shown).toContain("Failed:");
    expect(shown.replaceAll(`${esc}[K`, "")).not.toContain(`${esc}[`);
  });
});

describe("what comes from stdin", () => {
  it.each(["check", "plan", "validate"])("is not taken for a policy file by %s", async (command) => {
    const input = "no-such.policy.yaml\n";
    const project = [command, "--project", "examples/quickstart"];
    const [given, none] = await Promise.all([bylaw(project, { input }), bylaw(project)]);
    expect(given.stderr).not.toContain("no-such");
    expect(given.status).toBe(none.status);
  });
});

describe("a slow reader", () => {
  it("gets every byte and the exit code stays", async () => {
    const lines = Array.from({ length: 4_000 }, (_, id) => JSON.stringify({ id: String(id), size: id })).join(
      "\n",
    );
    const folder = folderWith({
      "bylaw.yaml": "bylaw: 1\npolicies: ['*.policy.yaml']\n",
      "things.ndjson": lines,
      "a.policy.yaml":
        'bylaw: 1\npolicy: a\ndata: { things: { source: files.ndjson, with: { path: things.ndjson } } }\nrules: { r: { check: expression, severity: high, with: { assert: "size < 0" } } }\n',
    });
    const { status, stdout } = await bylaw(["check", "-f", "json"], {
      cwd: folder,
      meddle: (child) => {
        child.stdout?.pause();
        setTimeout(() => child.stdout?.resume(), 1_500);
      },
    });
    expect(status).toBe(1);
    expect(JSON.parse(stdout).findings).toHaveLength(4_000);
  });
});

describe("signals", () => {
  const silent = createServer(() => undefined);
  let folder = "";

  beforeAll(async () => {
    await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
    const { port } = silent.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    folder = folderWith({
      "bylaw.yaml": `bylaw: 1\npolicies: ['*.policy.yaml']\ntenants: { t: { provider: genesyscloud, baseUrl: "${url}", loginUrl: "${url}", credentials: { clientId: { env: ID }, clientSecret: { env: SECRET } } } }\n`,
      "a.policy.yaml":
        'bylaw: 1\npolicy: a\ndata: { flows: { source: genesyscloud.flows } }\nrules: { r: { check: expression, with: { assert: "$exists(id)" } } }\n',
    });
  });
  afterAll(() => {
    silent.closeAllConnections();
    silent.close();
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends with %i while a tenant keeps silent", async (signal, code) => {
    const { status, stderr } = await bylaw(["check"], {
      cwd: folder,
      env: { ID: "id", SECRET: "secret" },
      meddle: (child) =>
        child.stderr?.on(
          "data",
          (text: Buffer) => text.includes("Connecting") && setTimeout(() => child.kill(signal), 200),
        ),
    });
    expect({ status, stderr }).toMatchObject({ status: code });
    expect(stderr).toContain("Interrupted; nothing was decided.");
  });

  it("simulate serves until it is stopped", async () => {
    const { stdout, status } = await bylaw(["simulate", "--seed", "3"], {
      meddle: (child) => child.stdout?.once("data", () => child.kill("SIGINT")),
    });
    expect(status).toBe(130);
    expect(Object.keys(JSON.parse(stdout))).toEqual([
      "url",
      "loginUrl",
      "clientId",
      "clientSecret",
      "organizationId",
    ]);
  });
});
