import { bad, check, good, project, tryAll } from "./situation.ts";

tryAll("reports", [
  {
    what: "a failure whose report cannot be written",
    files: project(bad),
    args: [...check, "-f", "json=nowhere/run.json"],
    code: 1,
    says: /ENOENT/,
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
    files: project(good),
    args: [...check, "-f", "json=nowhere/run.json"],
    code: 3,
    says: /ENOENT/,
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
