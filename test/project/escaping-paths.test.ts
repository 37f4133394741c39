import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadProject } from "../../src/project/load-project.ts";
import { readTextFile } from "../../src/project/read-text-file.ts";
import { fakeRegistry } from "../policy/fake-registry.ts";
import { projectFolder } from "./project-folder.ts";

const secret =
  "bylaw: 1\npolicy: stolen\ndata: { f: { source: cloud.flows } }\nrules: { r: { check: unique, with: { by: id } } }\n";
const own = (reference: string) =>
  secret.replace("policy: stolen", `policy: own\nextends: ${JSON.stringify(reference)}`);

/** A folder that holds a project and, beside it, what the project must not reach. */
function world() {
  const outside = projectFolder({
    "secret.policy.yaml": secret,
    "project/bylaw.yaml": "bylaw: 1\npolicies: [policies/own.policy.yaml]\n",
  });
  const root = join(outside, "project");
  mkdirSync(join(root, "policies/folder"), { recursive: true });
  symlinkSync(join(outside, "secret.policy.yaml"), join(root, "policies/absolute-link.yaml"));
  symlinkSync("../../secret.policy.yaml", join(root, "policies/relative-link.yaml"));
  symlinkSync("relative-link.yaml", join(root, "policies/link-to-link.yaml"));
  symlinkSync("../..", join(root, "policies/folder-link"));
  symlinkSync("/dev/zero", join(root, "policies/device-link.yaml"));
  symlinkSync("circle.yaml", join(root, "policies/circle.yaml"));
  symlinkSync("nowhere.yaml", join(root, "policies/dangling.yaml"));
  execFileSync("mkfifo", [join(root, "policies/pipe.yaml")]);
  return { outside, root };
}

/** What loading says of a policy that extends a path. */
function extending(root: string, reference: string) {
  writeFileSync(join(root, "policies/own.policy.yaml"), own(reference));
  return loadProject(root, { registry: fakeRegistry, variables: {}, packRoot: join(root, "no-packs") });
}

describe("extends cannot leave the project", () => {
  const { outside, root } = world();
  it.each([
    ["above the project", "../../secret.policy.yaml", "outside-project"],
    ["above it after a detour", "./folder/../../../secret.policy.yaml", "outside-project"],
    ["above it with empty steps", "..//..//secret.policy.yaml", "outside-project"],
    ["above it and back in", "../../project/policies/../../secret.policy.yaml", "outside-project"],
    ["far above", `${"../".repeat(40)}etc/passwd`, "outside-project"],
    ["an absolute path", "/etc/passwd", "outside-project"],
    ["an absolute path to the file", join(outside, "secret.policy.yaml"), "outside-project"],
    ["two slashes", "//etc/passwd", "outside-project"],
    ["a home folder", "~/secret.policy.yaml", "outside-project"],
    ["another's home folder", "~root/.profile", "outside-project"],
    ["a URL", "https://example.org/a.policy.yaml", "outside-project"],
    ["a file URL", "file:///etc/passwd", "outside-project"],
    ["a data URL", "data:text/plain,bylaw", "outside-project"],
    ["a drive", "C:/windows/win.ini", "outside-project"],
    ["a drive without slash", "c:secret.policy.yaml", "outside-project"],
    ["backslashes", "..\\..\\secret.policy.yaml", "outside-project"],
    ["a UNC path", "\\\\server\\share\\a.policy.yaml", "outside-project"],
    ["a device", "/dev/zero", "outside-project"],
    ["a Windows device", "./CON", "outside-project"],
    ["a Windows device with extension", "./nul.policy.yaml", "outside-project"],
    ["a link out, absolute", "./absolute-link.yaml", "outside-project"],
    ["a link out, relative", "./relative-link.yaml", "outside-project"],
    ["a link to a link out", "./link-to-link.yaml", "outside-project"],
    ["through a linked folder", "./folder-link/secret.policy.yaml", "outside-project"],
    ["a link to a device", "./device-link.yaml", "outside-project"],
    ["a link in a circle", "./circle.yaml", "unreadable-file"],
    ["a link to nowhere", "./dangling.yaml", "missing-file"],
    ["a pipe", "./pipe.yaml", "not-a-file"],
    ["a folder", "./folder", "not-a-file"],
    ["a pack above the packs", "bylaw/../secret", "unknown-pack"],
    ["an encoded path, which is only a name", "./%2e%2e/%2e%2e/secret.policy.yaml", "missing-file"],
    ["a file as folder", "./own.policy.yaml/../../secret.policy.yaml", "missing-file"],
  ])("%s", (_, reference, code) => {
    const { project, diagnostics, sources } = extending(root, reference);
    expect(project).toBeUndefined();
    expect(diagnostics.map((diagnostic) => `${diagnostic.code} ${diagnostic.location?.line}`)).toEqual([
      `${code} 3`,
    ]);
    expect([...sources.values()].join("")).not.toContain("stolen");
  });

  it.each(["\\0", "a\\u0000.yaml"])("NUL: %s", (written) => {
    writeFileSync(
      join(root, "policies/own.policy.yaml"),
      secret.replace("policy: stolen", `policy: own\nextends: "./${written}"`),
    );
    const { diagnostics } = loadProject(root, { registry: fakeRegistry, variables: {} });
    expect(diagnostics.map(({ code }) => code)).toEqual(["forbidden-character"]);
  });

  it("but may go up inside it", () => {
    writeFileSync(join(root, "base.yaml"), secret.replace("stolen", "base"));
    expect(extending(root, "../base.yaml").diagnostics).toEqual([]);
  });
});

describe("globs of bylaw.yaml cannot leave the project", () => {
  it.each([
    "../*.policy.yaml",
    "policies/../../*.policy.yaml",
    "{..,policies}/*.policy.yaml",
    "@(..|x)/*.policy.yaml",
    "/etc/*",
    "~/*.yaml",
    "https://example.org/*",
    "..\\\\*.yaml",
  ])("%s", (glob) => {
    const { root } = world();
    writeFileSync(join(root, "bylaw.yaml"), `bylaw: 1\npolicies: ["${glob}"]\n`);
    const { project, diagnostics, sources } = loadProject(root, { registry: fakeRegistry, variables: {} });
    expect(project).toBeUndefined();
    expect(diagnostics.map(({ code, location }) => `${code} ${location?.line}`)).toEqual([
      "outside-project 2",
    ]);
    expect([...sources.keys()]).toEqual(["bylaw.yaml"]);
  });

  it("nor through links they meet", () => {
    const { root } = world();
    writeFileSync(
      join(root, "bylaw.yaml"),
      'bylaw: 1\npolicies: ["policies/{absolute,relative,device}-link.yaml"]\n',
    );
    const { diagnostics, sources } = loadProject(root, { registry: fakeRegistry, variables: {} });
    expect(
      diagnostics.filter(({ severity }) => severity === "error").map(({ code, found }) => [code, found]),
    ).toEqual([
      ["outside-project", "policies/absolute-link.yaml"],
      ["outside-project", "policies/device-link.yaml"],
      ["outside-project", "policies/relative-link.yaml"],
    ]);
    expect([...sources.keys()]).toEqual(["bylaw.yaml"]);
  });

  it("and does not follow links to folders, but says so", () => {
    const { root } = world();
    writeFileSync(join(root, "policies/own.policy.yaml"), own("./base.yaml").replace(/extends.*\n/, ""));
    writeFileSync(join(root, "bylaw.yaml"), "bylaw: 1\n");
    const { diagnostics, project } = loadProject(root, { registry: fakeRegistry, variables: {} });
    expect(diagnostics.map(({ code, severity, found }) => [code, severity, found])).toEqual([
      ["linked-folder", "warning", "policies/folder-link"],
    ]);
    expect(project?.policies.map(({ id }) => id)).toEqual(["own"]);
  });
});

describe("paths of the command line cannot leave the project either", () => {
  it.each(["../secret.policy.yaml", "policies/relative-link.yaml", "/etc/passwd", "policies/pipe.yaml"])(
    "%s",
    (path) => {
      const { root } = world();
      const { project, diagnostics, sources } = loadProject(root, {
        registry: fakeRegistry,
        variables: {},
        paths: [path],
      });
      expect(project).toBeUndefined();
      expect(diagnostics.filter(({ severity }) => severity === "error")).toHaveLength(1);
      expect([...sources.keys()]).toEqual(["bylaw.yaml"]);
    },
  );
});

describe("readTextFile", () => {
  const folder = projectFolder({ "four.txt": "1234", "five.txt": "12345", "bom.txt": "\ufeffa" });

  it("reads up to the limit and no further", () => {
    expect(readTextFile(folder, "four.txt", 4)).toEqual({ text: "1234" });
    expect(readTextFile(folder, "five.txt", 4)).toMatchObject({ fault: { code: "too-large" } });
  });

  it("drops a byte order mark and refuses what is not UTF-8", () => {
    expect(readTextFile(folder, "bom.txt", 100)).toEqual({ text: "a" });
    writeFileSync(join(folder, "latin1.txt"), Buffer.from([0x61, 0xe9]));
    expect(readTextFile(folder, "latin1.txt", 100)).toMatchObject({ fault: { code: "not-utf8" } });
  });
});
