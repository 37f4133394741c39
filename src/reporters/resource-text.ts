import type { Resource } from "../model/resource.ts";

/** `flow 'Main menu' (id)`; the id alone where the name says nothing more. Not neutralised. */
export function resourceText(resource: Resource): string {
  if (resource.name === resource.id) return `${resource.type} '${resource.id}'`;
  return `${resource.type} '${resource.name}' (${resource.id})`;
}
