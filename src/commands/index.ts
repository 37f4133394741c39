import AuditVerify from "./audit/verify.ts";
import Check from "./check.ts";
import Collect from "./collect.ts";
import Doctor from "./doctor.ts";
import Eval from "./eval.ts";
import Export from "./export.ts";
import Init from "./init.ts";
import Plan from "./plan.ts";
import Show from "./show.ts";
import Simulate from "./simulate.ts";
import Snapshot from "./snapshot.ts";
import Validate from "./validate.ts";

/** Every command by the name that is typed. */
export const COMMANDS = {
  "audit:verify": AuditVerify,
  check: Check,
  collect: Collect,
  doctor: Doctor,
  eval: Eval,
  export: Export,
  init: Init,
  plan: Plan,
  show: Show,
  simulate: Simulate,
  snapshot: Snapshot,
  validate: Validate,
};
