import type { Diagnostic } from "../model/diagnostic.ts";
import type { Connection, ReadNeeds } from "../model/provider.ts";

/** Something that a client does not have: a permission of its roles, or a scope of its token. */
export interface MissingGrant {
  readonly kind: "permission" | "scope";
  readonly name: string;
}

/** What is known to be missing. What cannot be found out is left to the reading; so is a defect of the provider. */
export async function findMissing(
  connection: Connection | undefined,
  needed: ReadNeeds | undefined,
): Promise<readonly MissingGrant[]> {
  if (needed === undefined) return [];
  try {
    const lacking = await connection?.lacking?.(needed);
    return lacking === undefined ? [] : grants(lacking);
  } catch {
    return [];
  }
}

export function missingPermissions(names: readonly string[]): readonly MissingGrant[] {
  return grants({ permissions: names, scopes: [] });
}

function grants({ permissions, scopes }: ReadNeeds): readonly MissingGrant[] {
  return [
    ...permissions.map((name) => ({ kind: "permission", name }) as const),
    ...scopes.map((name) => ({ kind: "scope", name }) as const),
  ];
}

const listed = "'bylaw plan --permissions' lists all that are needed.";
const words = {
  permission: { owner: "client", suggestion: `Add it to a role of the client; ${listed}` },
  scope: { owner: "token", suggestion: `Have the login give it to the client; ${listed}` },
};

/** Says of what is missing what it is needed for. */
export function describeMissing(
  tenant: string,
  { kind, name }: MissingGrant,
  sources: readonly string[],
): Diagnostic {
  const { owner, suggestion } = words[kind];
  return {
    code: `missing-${kind}`,
    severity: "error",
    summary: `The ${owner} does not have the ${kind} ${name}, which reading ${sources.join(", ")} needs.`,
    suggestions: [suggestion],
    tenant,
  };
}
