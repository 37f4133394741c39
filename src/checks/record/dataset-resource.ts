import type { Resource } from "../../model/resource.ts";

/** The resource of an outcome that is about a dataset as a whole. */
export function datasetResource(name: string): Resource {
  return { type: "dataset", id: name, name };
}
