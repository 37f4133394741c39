import type { Check } from "../model/check.ts";
import { changeWindow } from "./change-window.ts";
import { controlMap } from "./control-map.ts";
import { coverage } from "./coverage.ts";
import { expression } from "./expression.ts";
import { orphans } from "./orphans.ts";
import { pii } from "./pii.ts";
import { redaction } from "./redaction.ts";
import { reference } from "./reference.ts";
import { requiredFields } from "./required-fields.ts";
import { retention } from "./retention.ts";
import { schema } from "./schema.ts";
import { threshold } from "./threshold.ts";
import { unique } from "./unique.ts";

/** The built-in checks, by name. */
export const checks: readonly Check[] = [
  changeWindow,
  controlMap,
  coverage,
  expression,
  orphans,
  pii,
  redaction,
  reference,
  requiredFields,
  retention,
  schema,
  threshold,
  unique,
];
