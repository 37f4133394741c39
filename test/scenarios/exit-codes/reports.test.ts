import { bad, check, good, project, tryAll } from "./situation.ts";

tryAll("reports", [
  {
    what: "a failure whose report cannot be written",
    files: project(bad),
    args: [...check, "-f", "json=/dev/full"],
    code: 1,
    says: /ENOSPC/,
  },
  { what: "an unknown format", files: project(good), args: [...check, "-f", "sarf"], code: 2, says: /sarif/ },
  {
    what: "two formats for stdout",
    files: project(good),
    args: [...check, "-f", "json", "-f", "sarif"],
    code: 2,
  },
  {
    what: "a report in the place of a policy",
    files: project(good),
    args: [...check, "-f", "json=policies/sample.policy.yaml"],
    code: 2,
    says: /document of a project/,
  },
  {
    what: "a report that cannot be written: no folder",
    files: project(bad),
    args: [...check, "-f", "json=nowhere/run.json"],
    code: 2,
    says: /its folder does not exist/,
  },
  {
    what: "a report that cannot be written: a folder of its name",
    files: project(bad),
    args: [...check, "-f", "json=policies"],
    code: 2,
    says: /it is a folder/,
  },
  {
    what: "a report that cannot be written: a folder that takes no files",
    files: project(bad),
    args: [...check, "-f", "json=/proc/run.json"],
    code: 2,
    says: /cannot be written to/,
  },
  {
    what: "a report to stdout, which - stands for",
    files: project(good),
    args: [...check, "-f", "json=-"],
    code: 0,
    says: /"schemaVersion"/,
  },
  {
    what: "two formats for stdout, one by the name of -",
    files: project(good),
    args: [...check, "-f", "json=-", "-f", "sarif"],
    code: 2,
    says: /stdout/,
  },
  {
    what: "a report that cannot be written: full disk",
    files: project(good),
    args: [...check, "-f", "json=/dev/full"],
    code: 3,
  },
  {
    what: "stdout on a full disk",
    files: project(good),
    code: 3,
    how: { stdout: "/dev/full" },
  },
  {
    what: "stdout closed early",
    files: project(good),
    code: 3,
    how: { meddle: (child) => child.stdout?.destroy() },
  },
]);
