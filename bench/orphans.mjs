// Flows that no reference names: an expression written as one would, against a set made by hand and the
// jsonata library. Hits have to agree. Usage: node --expose-gc bench/orphans.mjs [rounds] [flows] [references]
import synchronous from "#jsonata-sync";
import { compileEngine } from "../src/expression/engine/compile-engine.ts";

const rounds = Number(process.argv[2] ?? 7);
const flowCount = Number(process.argv[3] ?? 100_000);
const referenceCount = Number(process.argv[4] ?? 1_000_000);

const id = (number) => `5c1a9e2f-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** Read from JSON, as real data are: strings of one text are not one string. */
function data(flows, refs) {
  const scattered = (index) => (index * 7_919) % Math.floor(flows * 0.9);
  return JSON.parse(
    JSON.stringify({
      flows: Array.from({ length: flows }, (_, index) => ({ id: id(index), name: `flow ${index}` })),
      refs: Array.from({ length: refs }, (_, index) => ({ id: index, targetFlowId: id(scattered(index)) })),
    }),
  );
}

const limits = { timeout: 0, sequence: 0, result: 1e9 };
const whole = "flows[$not(id in $$.refs.targetFlowId)].id";
const outside = "($known := $$.refs.targetFlowId; flows[$not(id in $known)].id)";
const single = "$not(id in $data.refs.targetFlowId)";

function bySet({ flows, refs }) {
  const known = new Set(refs.map(({ targetFlowId }) => targetFlowId));
  return flows.filter((flow) => !known.has(flow.id)).map((flow) => flow.id);
}

function byExpression(source, mode) {
  const expression = compileEngine(source, { limits, mode });
  return (input) => expression.evaluate(input);
}

function perRecord(mode) {
  return ({ flows, refs }) => {
    const expression = compileEngine(single, { limits, mode, unchanging: ["data"] });
    const bindings = { data: { refs } };
    return flows.filter((flow) => expression.evaluate(flow, bindings) === true).map((flow) => flow.id);
  };
}

const ways = [
  ["a set, by hand", bySet],
  ["one expression", byExpression(whole, "compiled")],
  ["the list in a variable", byExpression(outside, "compiled")],
  ["a rule for each flow", perRecord("compiled")],
  ["one expression, interpreted", byExpression(whole, "interpreted")],
  ["a rule for each flow, interpreted", perRecord("interpreted")],
];

const median = (list) => list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)];

function seconds(evaluate, input) {
  globalThis.gc?.();
  const began = process.cpuUsage();
  const hits = evaluate(input);
  const { user, system } = process.cpuUsage(began);
  return { hits: JSON.stringify(hits), count: hits.length, seconds: (user + system) / 1e6 };
}

const input = data(flowCount, referenceCount);
const ratios = ways.map(() => []);
const times = ways.map(() => []);
let count;
for (let round = -1; round < rounds; round += 1) {
  const results = [];
  // Who comes first finds cold caches: they take turns.
  for (let turn = 0; turn < ways.length; turn += 1) {
    const index = (turn + round + 1) % ways.length;
    results[index] = seconds(ways[index][1], input);
  }
  if (new Set(results.map(({ hits }) => hits)).size > 1) throw new Error("hits differ");
  count = results[0].count;
  if (round < 0) continue;
  for (const [index, result] of results.entries()) {
    times[index].push(result.seconds);
    ratios[index].push(result.seconds / results[0].seconds);
  }
}
console.log(
  `${flowCount} flows, ${referenceCount} references, ${count} orphans; CPU, medians of ${rounds} rounds`,
);
for (const [index, [name]] of ways.entries()) {
  const low = Math.min(...ratios[index]).toFixed(2);
  const high = Math.max(...ratios[index]).toFixed(2);
  console.log(
    `${name.padEnd(36)} ${median(times[index]).toFixed(3)} s  ${median(ratios[index]).toFixed(2)} × (${low}–${high})`,
  );
}

const small = data(1_000, 10_000);
const library = synchronous(whole);
const slow = seconds(() => [library.evaluate(small)].flat(), small);
const fast = seconds(() => byExpression(whole, "compiled")(small), small);
if (slow.hits !== fast.hits) throw new Error("hits differ from the library's");
console.log(
  `1000 flows, 10000 references: the library made synchronous ${slow.seconds.toFixed(2)} s, one expression ${fast.seconds.toFixed(3)} s`,
);
