// What one evaluation of a policy's rule costs: hand-written closures, this engine, and the jsonata library
// as it is published and as the build makes it synchronous. Interleaved rounds over the same records; hits
// have to agree. Usage: node bench/expression.mjs [rounds] [records]
import published from "jsonata";
import synchronous from "#jsonata-sync";
import { compileEngine } from "../src/expression/engine/compile-engine.ts";

const rounds = Number(process.argv[2] ?? 15);
const count = Number(process.argv[3] ?? 2_000);
const now = Date.UTC(2026, 10, 1);

function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const random = randomNumbers(20_261_121);
const pick = (list) => list[Math.floor(random() * list.length)];
const words = "flow queue route agent wrapup skill menu prompt divert transfer greeting holiday".split(" ");
const text = (length) => Array.from({ length }, () => pick(words)).join(" ");

function event(id) {
  const changes = Array.from({ length: Math.floor(random() * 5) }, () => ({
    property: pick(["name", "phone", "email", "permissions", "state"]),
    oldValues: [text(2)],
    newValues: [random() < 0.1 ? `+49 30 ${Math.floor(random() * 1e7)}` : text(2)],
  }));
  return {
    id: `event-${id}`,
    timestamp: now - Math.floor(random() * 90 * 86_400_000),
    serviceName: pick(["Architect", "Routing", "Directory", "Analytics", "PeoplePermissions"]),
    action: pick(["Create", "Update", "Delete", "View", "Publish"]),
    severity: pick(["low", "medium", "high"]),
    user: {
      id: `user-${Math.floor(random() * 6_000)}`,
      ...(random() < 0.8 && { email: `${pick(words)}@example.org` }),
    },
    entity: {
      id: `entity-${id}`,
      type: pick(["FLOW", "QUEUE", "ROLE", "USER"]),
      name: text(3),
      tags: [pick(words), pick(words)],
    },
    message: { text: text(8), redacted: random() < 0.2 ? "[REDACTED]" : text(1) },
    propertyChanges: changes,
  };
}

const records = Array.from({ length: count }, (_, id) => event(id));
const known = Array.from({ length: 5_000 }, (_, id) => `user-${id}`);
const bindings = {
  at: now,
  known: Object.fromEntries(known.map((id) => [id, true])),
  rank: { low: 1, medium: 2, high: 3 },
};
const services = ["Architect", "Routing", "Directory"];
const pii = /\+\d{2} \d{2} \d+/;
const month = 30 * 86_400_000;

/** Name, expression, and what a programmer would write for it. */
const rules = [
  [
    "equals and membership",
    'action = "Delete" and serviceName in ["Architect", "Routing", "Directory"]',
    (r) => r.action === "Delete" && services.includes(r.serviceName),
  ],
  [
    "regular expression",
    "$contains(message.text, /queue\\s+route/)",
    (r) => /queue\s+route/.test(r.message.text),
  ],
  [
    "marker",
    'message.redacted != "[REDACTED]" and $length(message.redacted) > 4',
    (r) => r.message.redacted !== "[REDACTED]" && r.message.redacted.length > 4,
  ],
  ["window", "$at - timestamp < 2592000000", (r) => now - r.timestamp < month],
  ["look-up", "$lookup($rank, severity) >= 2", (r) => bindings.rank[r.severity] >= 2],
  [
    "any nested",
    '$exists(propertyChanges[property = "permissions"])',
    (r) => r.propertyChanges.some((change) => change.property === "permissions"),
  ],
  [
    "none nested, with a lambda",
    "$not($exists($filter(propertyChanges, function($c) { $contains($c.newValues[0], /\\+\\d{2} \\d{2} \\d+/) })))",
    (r) => !r.propertyChanges.some((change) => pii.test(change.newValues[0])),
  ],
  [
    "missing",
    "$not($exists(user.email)) or $not($exists(entity.type))",
    (r) => r.user.email === undefined || r.entity.type === undefined,
  ],
  [
    "contains",
    '$contains($lowercase(entity.name), "holiday")',
    (r) => r.entity.name.toLowerCase().includes("holiday"),
  ],
  [
    "count",
    '$count(propertyChanges[property in ["name", "state"]]) > 1',
    (r) => r.propertyChanges.filter(({ property }) => property === "name" || property === "state").length > 1,
  ],
  ["reference", "$not($exists($lookup($known, user.id)))", (r) => bindings.known[r.user.id] === undefined],
  ["membership of a path", '"greeting" in entity.tags', (r) => r.entity.tags.includes("greeting")],
].map(([name, source, closure]) => ({ name, source, closure }));

const engines = {
  closure: rules.map(({ closure }) => closure),
  ours: rules.map(({ source }) => {
    const expression = compileEngine(source);
    if (expression.mode !== "compiled") throw new Error(`not compiled: ${source}`);
    return (record) => expression.evaluate(record, bindings);
  }),
  "library, synchronous": rules.map(({ source }) => {
    const expression = synchronous(source);
    return (record) => expression.evaluate(record, bindings);
  }),
};
const library = rules.map(({ source }) => published(source));

function median(list) {
  return list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)];
}

function time(evaluate, input) {
  let hits = 0;
  const started = process.hrtime.bigint();
  for (const record of input) if (evaluate(record) === true) hits += 1;
  return { hits, nanoseconds: Number(process.hrtime.bigint() - started) / input.length };
}

async function timeLibrary(expression, input) {
  let hits = 0;
  const started = process.hrtime.bigint();
  for (const record of input) if ((await expression.evaluate(record, bindings)) === true) hits += 1;
  return { hits, nanoseconds: Number(process.hrtime.bigint() - started) / input.length };
}

const names = [...Object.keys(engines), "library"];
const times = rules.map(() => Object.fromEntries(names.map((name) => [name, []])));
for (let round = -3; round < rounds; round += 1) {
  for (const [index, { name }] of rules.entries()) {
    const results = {};
    // Who comes first finds cold caches: they take turns.
    const turns = Object.entries(engines);
    for (let turn = 0; turn < turns.length; turn += 1) {
      const [engine, evaluate] = turns[(turn + round + turns.length) % turns.length];
      results[engine] = time(evaluate[index], records);
    }
    // The library takes long: a tenth of the records, whose hits the closure counts too.
    const some = records.slice(0, Math.ceil(count / 10));
    results.library = await timeLibrary(library[index], some);
    const hits = new Set(Object.keys(engines).map((engine) => results[engine].hits));
    if (hits.size > 1 || results.library.hits !== time(engines.closure[index], some).hits) {
      throw new Error(`${name}: hits differ: ${JSON.stringify(results)}`);
    }
    if (round >= 0) for (const engine of names) times[index][engine].push(results[engine].nanoseconds);
  }
}

console.log(`ns per evaluation, medians of ${rounds} rounds over ${count} records`);
console.log(
  ["rule".padEnd(28), ...names.map((name) => name.padStart(22)), "ours/closure", "library/ours"].join(" "),
);
const ratios = { closure: [], library: [], synchronous: [] };
for (const [index, { name }] of rules.entries()) {
  const [closure, ours, sync, original] = names.map((engine) => median(times[index][engine]));
  ratios.closure.push(ours / closure);
  ratios.library.push(original / ours);
  ratios.synchronous.push(sync / ours);
  const figures = [closure, ours, sync, original].map((figure) => figure.toFixed(0).padStart(22));
  console.log(
    [
      name.padEnd(28),
      ...figures,
      (ours / closure).toFixed(2).padStart(12),
      (original / ours).toFixed(0).padStart(12),
    ].join(" "),
  );
}
const total = (engine) => times.reduce((sum, rule) => sum + median(rule[engine]), 0);
console.log(
  `all rules: ${(total("ours") / total("closure")).toFixed(2)} × closures, ${(total("library") / total("ours")).toFixed(0)} × faster than the library, ` +
    `${(total("library, synchronous") / total("ours")).toFixed(0)} × than it made synchronous`,
);
console.log(
  `median rule: ${median(ratios.closure).toFixed(2)} × closures, ${median(ratios.library).toFixed(0)} × faster than the library, ` +
    `${median(ratios.synchronous).toFixed(0)} × than it made synchronous`,
);
