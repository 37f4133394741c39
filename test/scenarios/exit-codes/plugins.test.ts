import { plugin } from "./plugin.ts";
import { good, project, tryAll } from "./situation.ts";

tryAll("plug-ins", [
  {
    what: "a plug-in that throws",
    files: project(good, plugin('export default () => { throw new Error("kaput"); };')),
    code: 3,
    says: /kaput/,
  },
  {
    what: "a plug-in that exits",
    files: project(good, plugin("export default () => { process.exit(0); };")),
    code: 3,
    says: /end the process/,
  },
  {
    what: "a plug-in that never settles",
    files: project(good, plugin("export default () => new Promise(() => {});")),
    code: 3,
    says: /did not settle/,
  },
  {
    what: "a plug-in that loops",
    files: project(good, plugin("export default () => { for (;;) {} };")),
    code: 3,
    says: /bylaw-odd/,
  },
  {
    what: "a plug-in that is not installed",
    files: project(good, { "bylaw.yaml": plugin("")["bylaw.yaml"]! }),
    code: 3,
    says: /not installed/,
  },
  {
    what: "a plug-in of another version",
    files: project(good, {
      ...plugin("export default () => {};"),
      "bylaw.yaml": plugin("")["bylaw.yaml"]!.replace("1.0.0", "2.0.0"),
    }),
    code: 3,
    says: /2\.0\.0/,
  },
]);
