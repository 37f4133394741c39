import { counted } from "../../model/counted.ts";
import type { ReportOptions } from "../../model/reporter.ts";
import type { Run } from "../../model/run.ts";
import { clippedText } from "../clipped-text.ts";
import { visibleText } from "../visible-text.ts";
import { gaps } from "./gaps.ts";
import { type Inventory, inventories } from "./inventories.ts";
import { type GraphNode, type GraphStanding, resourceGraph } from "./resource-graph.ts";

/** How a language of diagrams writes its parts. All text that it is given is still to be escaped. */
export interface DiagramSyntax {
  readonly format: string;
  /** Characters in all; a viewer refuses more. */
  readonly mostText: number;
  readonly mostEdges: number;
  begin(): string;
  group(place: number, title: string): string;
  node(id: string, label: string, standing: GraphStanding | "note"): string;
  edge(from: string, to: string): string;
  endGroup(): string;
  end(): string;
}

const longestLabel = 60;
const longestTitle = 120;

/** Draws the inventories that the settings choose; what does not fit is counted in a note that is drawn too. */
export function* diagram(
  run: Run,
  settings: ReportOptions["settings"],
  syntax: DiagramSyntax,
): Generator<string> {
  const chosen = inventories(run, settings, syntax.format);
  const share = {
    text: syntax.mostText / chosen.length,
    edges: Math.floor(syntax.mostEdges / chosen.length),
  };
  yield syntax.begin();
  for (const [place, inventory] of chosen.entries())
    yield* inventoryText(run, inventory, place, syntax, share);
  yield syntax.end();
}

function* inventoryText(
  run: Run,
  inventory: Inventory,
  place: number,
  syntax: DiagramSyntax,
  share: { readonly text: number; readonly edges: number },
): Generator<string> {
  const { nodes, edges } = resourceGraph(inventory);
  const idOf = (node: number): string => `g${place}n${node}`;
  // Headings and notes take some; nodes may not leave no room for the edges between them.
  const shown = within(
    nodes.map((node, index) => syntax.node(idOf(index), labelOf(node), node.standing)),
    share.text * 0.6,
  );
  const between = edges.filter(([from, to]) => from < shown.length && to < shown.length);
  const lines = within(
    between.slice(0, share.edges).map(([from, to]) => syntax.edge(idOf(from), idOf(to))),
    share.text * 0.2,
  );
  const title = `${inventory.rule.id}, tenant ${inventory.tenant}`;
  yield syntax.group(place, visibleText(clippedText(title, longestTitle)));
  yield* shown;
  const omitted = [nodes.length - shown.length, edges.length - lines.length] as const;
  for (const [index, note] of notes(run, inventory, omitted, edges.length).entries())
    yield syntax.node(`g${place}note${index}`, note, "note");
  yield syntax.endGroup();
  yield* lines;
}

/** The first lines that fit. */
function within(lines: readonly string[], most: number): readonly string[] {
  let used = 0;
  const end = lines.findIndex((line) => {
    used += line.length;
    return used > most;
  });
  return end < 0 ? lines : lines.slice(0, end);
}

function labelOf({ resource: { type, name } }: GraphNode): string {
  return visibleText(clippedText(`${type}: ${name}`, longestLabel));
}

function notes(
  run: Run,
  inventory: Inventory,
  [nodes, edges]: readonly [number, number],
  allEdges: number,
): readonly string[] {
  const why = gaps(run, inventory);
  return [
    ...(why.length === 0
      ? []
      : [`Incomplete, so orphans are not known: ${visibleText(clippedText(why.join(" "), 300))}`]),
    ...(nodes + edges === 0
      ? []
      : [`Not drawn: ${counted(nodes, "resource")}, ${counted(edges, "reference")}; see -f json`]),
    ...(allEdges > 0 ? [] : ["The run has no references; the rule's option listReferences puts them in"]),
  ];
}
