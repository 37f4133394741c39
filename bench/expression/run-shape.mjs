const median = (list) => list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)];

/** Takes long: it gets a tenth of the records. */
const slow = "library";

async function time(engine, evaluate, input) {
  let hits = 0;
  const started = process.hrtime.bigint();
  if (engine === slow) {
    for (const record of input) if ((await evaluate(record)) === true) hits += 1;
  } else for (const record of input) if (evaluate(record) === true) hits += 1;
  return { hits, nanoseconds: Number(process.hrtime.bigint() - started) / input.length };
}

/** Milliseconds for which each evaluation is made before any is timed: V8 compiles what is called often. */
const untilHot = 150;

async function warmUp(engine, evaluate, input) {
  for (const end = performance.now() + untilHot; performance.now() < end; )
    await time(engine, evaluate, input);
}

/**
 * Evaluates the rules of one shape of records with every engine, in turns, and prints nanoseconds per evaluation.
 *
 * @throws Error when the hits of two engines differ: then nothing was compared
 */
export async function runShape({ name, records, bindings, rules }, engines, rounds, count) {
  const all = records(count);
  const some = all.slice(0, Math.ceil(count / 10));
  const names = Object.keys(engines);
  // As those of a policy are.
  const given = Object.freeze({ ...bindings });
  const table = rules.map((rule) => ({
    rule,
    made: names.map((engine) => [engine, engines[engine](rule, given)]).filter(([, made]) => made),
    taken: Object.fromEntries(names.map((engine) => [engine, []])),
  }));
  for (const { made } of table) for (const [engine, evaluate] of made) await warmUp(engine, evaluate, some);
  for (let round = 0; round < rounds; round += 1) {
    for (const { rule, made, taken } of table) {
      const few = (await time("closure", rule.closure, some)).hits;
      const hits = (await time("closure", rule.closure, all)).hits;
      // Who comes first finds cold caches: they take turns.
      for (let turn = 0; turn < made.length; turn += 1) {
        const [engine, evaluate] = made[(turn + round) % made.length];
        const result = await time(engine, evaluate, engine === slow ? some : all);
        if (result.hits !== (engine === slow ? few : hits))
          throw new Error(`${name}, ${rule.name}: ${engine} has ${result.hits} hits instead of ${hits}`);
        taken[engine].push(result.nanoseconds);
      }
    }
  }
  print(name, names, table, rounds, count);
}

function print(name, names, table, rounds, count) {
  console.log(`\n${name}: ns per evaluation, medians of ${rounds} rounds over ${count} records`);
  console.log(["".padEnd(28), ...names.map((engine) => engine.padStart(12))].join(" "));
  const middle = (row, engine) => (row.taken[engine].length === 0 ? undefined : median(row.taken[engine]));
  for (const row of table) {
    const figures = names.map((engine) => (middle(row, engine)?.toFixed(0) ?? "–").padStart(12));
    console.log([row.rule.name.padEnd(28), ...figures].join(" "));
  }
  for (const engine of names.filter((each) => each !== "ours")) {
    const both = table.filter((row) => middle(row, engine) !== undefined);
    if (both.length === 0) continue;
    const sum = (of) => both.reduce((total, row) => total + middle(row, of), 0);
    const ratios = both.map((row) => middle(row, "ours") / middle(row, engine));
    const pairs = both.flatMap(({ taken }) => taken.ours.map((ours, round) => ours / taken[engine][round]));
    console.log(
      `ours / ${engine}: ${(sum("ours") / sum(engine)).toFixed(3)} all ${both.length} rules together, ` +
        `${median(ratios).toFixed(3)} median rule (${Math.min(...ratios).toFixed(3)}–${Math.max(...ratios).toFixed(3)}), ` +
        `${median(pairs).toFixed(3)} median of paired rounds (${Math.min(...pairs).toFixed(3)}–${Math.max(...pairs).toFixed(3)})`,
    );
  }
}
