import { evalPlaceholder } from "../interpreter/evaluation.ts";
import { isCallable } from "../runtime/callable.ts";
import type { Bind } from "../tree/tree.ts";
import { NotCompilable } from "./not-compilable.ts";
import type { Place } from "./place.ts";
import type { Scope } from "./scope.ts";
import { literal, mayBe, types, type Value } from "./value.ts";

function any(code: string): Value {
  return { code, type: types.any };
}

/** A global that the place sees under a name: nothing closer is called like that. */
export function globalAt(place: Place, name: string): unknown {
  for (let scope: Scope | undefined = place.scope; scope !== undefined; scope = scope.around) {
    if (scope.variables.has(name) || scope.tuple?.names.has(name)) return undefined;
  }
  return place.globals.get(name);
}

function readGlobal(place: Place, name: string): Value {
  const { program, globals } = place;
  if (name === "$") {
    program.readsRoot = true;
    return any("run.root");
  }
  if (!globals.has(name)) return any(program.binding(name));
  const value = globals.get(name);
  if (value === evalPlaceholder) throw new NotCompilable("$eval");
  program.assumed.add(name);
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) {
    const scalar = value as string | number | boolean | null;
    if (typeof scalar !== "number" || Number.isFinite(scalar)) return literal(scalar);
  }
  return { code: program.constant(value), type: isCallable(value) ? types.callable : types.any };
}

function readFrom(scope: Scope | undefined, place: Place, name: string): Value {
  if (scope === undefined) return readGlobal(place, name);
  const { tuple } = scope;
  if (tuple?.names.has(name)) {
    const from = place.code.use(tuple.local);
    const key = JSON.stringify(name);
    return any(`(${key} in ${from} ? ${from}[${key}] : ${readFrom(scope.around, place, name).code})`);
  }
  const variable = scope.variables.get(name);
  if (variable === undefined) return readFrom(scope.around, place, name);
  const local = place.code.use(variable.local);
  const type = variable.raw ? types.any | types.raw : types.any;
  if (variable.definite) return { code: local, type };
  const code = `(${local} !== unbound ? ${local} : ${readFrom(scope.around, place, name).code})`;
  return { code, type };
}

function isConstant(scope: Scope | undefined, name: string): boolean {
  if (scope === undefined) return true;
  if (scope.tuple?.names.has(name)) return false;
  const variable = scope.variables.get(name);
  return variable === undefined ? isConstant(scope.around, name) : variable.constant && variable.definite;
}

/** The value of `$name`. */
export function readVariable(place: Place, name: string): Value {
  const value = readFrom(place.scope, place, name);
  return isConstant(place.scope, name) ? value : { ...value, code: place.code.temporary(value.code) };
}

/** The value of `$`. */
export function readContext(place: Place): Value {
  return any(place.code.temporary(`contextValue(${place.code.use(place.context)})`));
}

/** `$name := value` */
export function compileBind(node: Bind, place: Place): Value {
  const value = place.compile(node.value, place);
  const { scope } = place;
  const variable = scope.variables.get(node.name);
  if (variable === undefined) throw new NotCompilable("a variable bound where no scope is known");
  const bound = place.code.temporary(value.code);
  place.code.emit(`${place.code.use(variable.local)} = ${bound};`);
  if (scope.branch === place.branch) variable.definite = true;
  if (mayBe(value, types.raw)) variable.raw = true;
  return { ...value, code: bound };
}
