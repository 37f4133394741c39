import { expect, it } from "vitest";
import { bylaw, folderWith } from "./bylaw.ts";
import { bad, good, project, things } from "./exit-codes/situation.ts";

/** The run of a project, as `check -f json` writes it. */
async function saved(files: Readonly<Record<string, string>>): Promise<string> {
  return (await bylaw(["check", "-f", "json"], { cwd: folderWith(files) })).stdout;
}

const show = (input: string) => bylaw(["show", "-", "-f", "json"], { input });

it("prints a saved run and ends with its exit code", async () => {
  const run = await saved(project(bad));
  expect(await show(run)).toMatchObject({ status: 1, stdout: run });
});

it.each([
  ["another exit code", project(bad), /"exitCode": 1/, '"exitCode": 0'],
  ["no failure in its summary", project(bad), /"high": 1/, '"high": 0'],
  [
    "rules that were not evaluated, and none in its summary",
    project(good, { "things.ndjson": `${things}{"id":"3"}\n` }),
    /"notEvaluated": 1/,
    '"notEvaluated": 0',
  ],
  ["a key twice", project(bad), /"exitCode": 1/, '"exitCode": 0, "exitCode": 1'],
])("refuses a run with %s", async (_, files, from, to) => {
  const run = await saved(files);
  const changed = run.replace(from, to);
  expect(changed).not.toBe(run);
  const { status, stdout, stderr } = await show(changed);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/not a run of this version|contradict/);
});
