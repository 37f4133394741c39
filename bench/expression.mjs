// What one evaluation of a policy's rule costs: hand-written closures, this engine, the jsonata library as it
// is published and as the build makes it synchronous, and for what they can say ajv and json-logic-engine.
// Interleaved rounds over the same records of four shapes; hits have to agree.
// Usage: npm ci --prefix bench/peers && node bench/expression.mjs [rounds] [records]
import { createRequire } from "node:module";
import { Ajv2020 } from "ajv/dist/2020.js";
import published from "jsonata";
import synchronous from "#jsonata-sync";
import { compileEngine } from "../src/expression/engine/compile-engine.ts";
import { auditEvents } from "./expression/audit-events.mjs";
import { flowLogs } from "./expression/flow-logs.mjs";
import { flows } from "./expression/flows.mjs";
import { runShape } from "./expression/run-shape.mjs";
import { violations } from "./expression/violations.mjs";

const rounds = Number(process.argv[2] ?? 15);
const count = Number(process.argv[3] ?? 2_000);

/** The package of a peer, or undefined where the peers are not installed. */
function peer(name) {
  try {
    return createRequire(new URL("peers/package.json", import.meta.url))(name);
  } catch {
    console.log(`${name} is left out: npm ci --prefix bench/peers`);
    return undefined;
  }
}

const jsonLogic = peer("json-logic-engine");

/** Makes an evaluation of one rule, by who evaluates it; undefined for what it cannot say. */
const engines = {
  closure: ({ closure }) => closure,
  ours: ({ source }, bindings) => {
    const expression = compileEngine(source);
    if (expression.mode !== "compiled") throw new Error(`not compiled: ${source}`);
    return (record) => expression.evaluate(record, bindings);
  },
  synchronous: ({ source }, bindings) => {
    const expression = synchronous(source);
    return (record) => expression.evaluate(record, bindings);
  },
  library: ({ source }, bindings) => {
    const expression = published(source);
    return (record) => expression.evaluate(record, bindings);
  },
  ajv: ({ schema }) => schema && new Ajv2020({ strict: false }).compile(schema),
  "json-logic": ({ logic }) => logic && jsonLogic && new jsonLogic.LogicEngine().build(logic),
};

for (const shape of [auditEvents, flowLogs, flows, violations]) await runShape(shape, engines, rounds, count);
