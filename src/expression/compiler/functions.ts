import { Code, type Local } from "./code.ts";
import type { Place } from "./place.ts";

/**
 * Writes a function inside a place: once for all when it uses no locals of those around it.
 *
 * @param write writes the body, given the parameters, and says what the function returns
 * @returns the name of the function
 */
export function writeFunction(
  place: Place,
  parameterCount: number,
  write: (code: Code, parameters: readonly Local[]) => string,
): string {
  const { program } = place;
  const code = new Code(program);
  const parameters = Array.from({ length: parameterCount }, () => code.local(program.fresh("p")));
  const returned = write(code, parameters);
  const name = program.fresh("f");
  const list = parameters.map((parameter) => parameter.name).join(", ");
  const body = `(${list}) => {\n${code.text}\nreturn ${returned};\n}`;
  if (code.captured.size === 0) program.hoist(`const ${name} = ${body};`);
  else place.code.emit(`const ${name} = ${body};`);
  place.code.inherit(code);
  return name;
}
