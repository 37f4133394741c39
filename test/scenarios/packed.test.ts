import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { folderWith, root } from "./bylaw.ts";

const folder = folderWith({});
const project = join(folder, "project");
const now = "2026-11-01T09:00:00Z";

function npm(args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(
    "npm",
    [...args, "--no-audit", "--no-fund", "--loglevel=error"],
    { cwd, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`npm ${args.join(" ")}: ${stderr}`);
  return stdout;
}

function installed(args: readonly string[]) {
  const program = join(project, "node_modules/bylaw/bin/run.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: project,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

beforeAll(() => {
  // The build is there already: `pretest` made it. Types are what packing adds.
  const types = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.build.json"], { cwd: root });
  expect(types.status).toBe(0);
  npm(["pack", "--ignore-scripts", "--pack-destination", folder], root);
  npm(["pack", "--pack-destination", folder], join(root, "examples/plugins/bylaw-plugin-acme"));
  cpSync(join(root, "examples/plugins/project"), project, { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "name": "compliance", "private": true }');
  const tarballs = readdirSync(folder)
    .filter((name) => name.endsWith(".tgz"))
    .map((name) => join(folder, name));
  expect(tarballs).toHaveLength(2);
  npm(["install", "--offline", ...tarballs], project);
}, 120_000);

describe("the packed bylaw with the packed plug-in, installed into a project", () => {
  it("uses the plug-in's data source, check, function and reporter", () => {
    const { status, stdout, stderr } = installed(["check", "--now", now, "-f", "counts"]);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stdout).toBe(
      "naming/organization-active pass 1 passed 0 failed\nnaming/ivr-names pass 12 passed 0 failed\nnaming/ivr-initials pass 12 passed 0 failed\n",
    );
  });

  it("lists the plug-in in the run", () => {
    const { stdout } = installed(["check", "--now", now, "-f", "json"]);
    expect(JSON.parse(stdout).plugins).toEqual([{ name: "bylaw-plugin-acme", version: "1.0.0" }]);
  });

  it("brings its packs, schemas, manifest and notices, and no dependencies", () => {
    const home = join(project, "node_modules/bylaw");
    for (const name of [
      "policies/genesyscloud/flow-hygiene.policy.yaml",
      "schemas/policy.schema.json",
      "oclif.manifest.json",
      "dist/THIRD-PARTY-NOTICES.txt",
      "examples/starter/bylaw.yaml",
      "dist/types/index.d.ts",
    ]) {
      expect(existsSync(join(home, name)), name).toBe(true);
    }
    expect(
      readdirSync(join(project, "node_modules"))
        .filter((name) => !name.startsWith("."))
        .sort(),
    ).toEqual(["bylaw", "bylaw-plugin-acme"]);
    expect(readFileSync(join(home, "dist/THIRD-PARTY-NOTICES.txt"), "utf8")).toMatch(
      /^jsonata 2\.2\.2 \(MIT\)/m,
    );
  });

  it("is packaged as Node and TypeScript expect", () => {
    const { status, stdout, stderr } = spawnSync(
      join(root, "node_modules/.bin/publint"),
      ["--strict", join(project, "node_modules/bylaw")],
      { encoding: "utf8" },
    );
    expect({ status, output: stdout + stderr }).toMatchObject({ status: 0 });
  });

  it("exports what plug-ins and programs import", () => {
    const code =
      'import { run, defineCheck } from "bylaw"; import { compile } from "bylaw/expression"; console.log(typeof run, typeof defineCheck, compile("1 + a").evaluate({ a: 2 }));';
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
      cwd: project,
      encoding: "utf8",
    });
    expect({ stdout, stderr }).toEqual({ stdout: "function function 3\n", stderr: "" });
    rmSync(folder, { recursive: true });
  });
});
