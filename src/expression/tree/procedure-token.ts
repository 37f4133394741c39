import type { Apply, Call, PartialCall } from "./tree.ts";

/** How a procedure is written. */
export interface ProcedureToken {
  readonly token: string | undefined;
  /** Without `$`, perhaps by mistake. */
  readonly plain: boolean;
}

/** The name of what is called. */
export function procedureToken({ procedure }: Call | PartialCall): ProcedureToken {
  if (procedure.kind === "variable") return { token: procedure.name, plain: false };
  if (procedure.kind === "call" || procedure.kind === "partial") return { token: "(", plain: false };
  const first = procedure.kind === "path" ? procedure.steps[0]?.expression : undefined;
  const named = first?.kind === "name" || first?.kind === "variable";
  return { token: named ? first.name : undefined, plain: named };
}

/** Where errors of a call that a lambda ends with are said to be. */
export function tailCallSite(node: Call): {
  position: number | undefined;
  token: string | undefined;
  written: { position: number | undefined; token: string | undefined };
} {
  const { procedure, position } = node;
  const { token } = procedureToken(node);
  const named = procedure.kind === "variable" ? token : undefined;
  return { position: procedure.position, token: named, written: { position, token } };
}

/** The place of an error in `value ~> $procedure`, and the name of the procedure. */
export function applySite({ position, right }: Apply): {
  position: number | undefined;
  token: string | undefined;
} {
  return right.kind === "variable"
    ? { position, token: right.name }
    : { position: undefined, token: undefined };
}
