import { type Document, parseDocument } from "yaml";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { diagnoseSpan, type Problem } from "./diagnose.ts";
import { forbiddenCharacter } from "./forbidden-character.ts";
import { NodeBuilder } from "./node-builder.ts";
import type { SourceNode } from "./source-node.ts";
import { lineText, positionAt, type SourceText, type Span, sourceText } from "./source-text.ts";

/** Largest document, in UTF-8 bytes. */
export const maxDocumentBytes = 1_048_576;

/** A document's tree, if there is one, and everything that is wrong with its text. */
export interface ParsedText {
  readonly source: SourceText;
  readonly root?: SourceNode;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads YAML 1.2 (core schema) as data: maps with string keys, lists, strings, finite numbers, booleans and
 * null. What could mean something else to another reader is refused: tags, anchors, aliases, merge keys,
 * directives, duplicate and reserved keys, several documents, control characters, numbers that lose digits.
 */
export function parseText(file: string, text: string): ParsedText {
  const source = sourceText(file, text);
  const tooLarge = sizeProblem(source);
  if (tooLarge !== undefined) return { source, diagnostics: [tooLarge] };
  const refused = [...directives(source), ...forbiddenLines(source)];
  if (refused.length > 0) return { source, diagnostics: refused };
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    strict: true,
    stringKeys: true,
    // Quadratic in the number of keys; the builder has a linear check.
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    logLevel: "error",
  });
  const errors = syntaxProblems(source, document);
  if (errors.length > 0) return { source, diagnostics: errors };
  if (document.contents === null || document.contents.range === null)
    return { source, diagnostics: [empty(source)] };
  const builder = new NodeBuilder(source);
  const root = builder.build(document.contents);
  if (root.kind === "scalar" && root.value === null && !root.broken)
    return { source, diagnostics: [empty(source)] };
  return { source, root, diagnostics: builder.diagnostics };
}

function sizeProblem(source: SourceText): Diagnostic | undefined {
  const bytes =
    source.text.length > maxDocumentBytes ? source.text.length : new TextEncoder().encode(source.text).length;
  if (bytes <= maxDocumentBytes) return undefined;
  return {
    code: "too-large",
    severity: "error",
    summary: `The file is larger than ${maxDocumentBytes} bytes.`,
    expected: `at most ${maxDocumentBytes} bytes`,
    suggestions: ["Split it into several files."],
    location: { file: source.file, line: 1, column: 1 },
  };
}

/** `%YAML 1.1` would change what values mean. */
function* directives(source: SourceText): Generator<Diagnostic> {
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const text = lineText(source, line);
    if (text.startsWith("%")) {
      yield at(source, lineSpan(source, line), {
        code: "directive",
        summary: "YAML directives are not allowed: documents are always YAML 1.2.",
        suggestions: ["Remove the line."],
      });
    } else if (text.trim() !== "" && !text.startsWith("#")) return;
  }
}

/** One diagnostic per line is enough. */
function* forbiddenLines(source: SourceText): Generator<Diagnostic> {
  if (forbiddenCharacter(source.text) === undefined) return;
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const found = forbiddenCharacter(lineText(source, line));
    if (found === undefined) continue;
    const start = (source.lineStarts[line - 1] ?? 0) + found.offset;
    yield at(
      source,
      { start, end: start + 1 },
      {
        code: "forbidden-character",
        summary: `The character ${found.name} is not allowed: it is invisible, or changes how the text around it reads.`,
      },
    );
  }
}

/** The parser's own words are not shown; one mistake often makes it complain several times about a line. */
const syntaxSummaries: Readonly<Record<string, string>> = {
  BAD_ALIAS: "Aliases are not allowed.",
  TAB_AS_INDENT: "A tab is used for indentation.",
  MULTIPLE_DOCS: "The file holds more than one YAML document.",
  RESOURCE_EXHAUSTION: "The document is nested too deeply.",
  NON_STRING_KEY: "A key is not a string.",
  BAD_INDENT: "The indentation does not fit the lines above.",
  MISSING_CHAR: "Something is missing here: a closing quote, a bracket, a colon or a comma.",
  BLOCK_AS_IMPLICIT_KEY:
    "This is not valid YAML: a nested value starts where the line above already has one.",
  BAD_DQ_ESCAPE: "The escape sequence is not valid in a double-quoted string.",
  BAD_SCALAR_START: "A value that starts with this character has to be quoted.",
};

const syntaxSuggestions: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "Indent with spaces.",
  MULTIPLE_DOCS: "Put each document into a file of its own.",
  BLOCK_AS_IMPLICIT_KEY: 'Check the indentation, or quote the value if it contains ": ".',
  BAD_DQ_ESCAPE: "Write the value in single quotes, or double the backslash.",
};

const syntaxCodes: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: "several-documents",
  RESOURCE_EXHAUSTION: "too-deep",
  NON_STRING_KEY: "non-string-key",
};

function syntaxProblems(source: SourceText, document: Document): Diagnostic[] {
  const lines = new Map<number, Diagnostic>();
  // A warning is as good as an error; the one about tags is left to the builder, which reports every tag.
  const warnings = document.warnings.filter(({ code }) => code !== "TAG_RESOLVE_FAILED");
  for (const { code, pos } of [...document.errors, ...warnings]) {
    const { line } = positionAt(source, pos[0]);
    if (lines.has(line)) continue;
    const suggestion = syntaxSuggestions[code];
    lines.set(
      line,
      at(
        source,
        { start: pos[0], end: Math.max(pos[0] + 1, pos[1]) },
        {
          code: syntaxCodes[code] ?? "yaml-syntax",
          summary: syntaxSummaries[code] ?? "This is not valid YAML.",
          ...(suggestion === undefined ? {} : { suggestions: [suggestion] }),
        },
      ),
    );
  }
  return [...lines.values()];
}

function empty(source: SourceText): Diagnostic {
  return at(source, { start: 0, end: 0 }, { code: "empty-document", summary: "The file holds no document." });
}

function lineSpan(source: SourceText, line: number): Span {
  const start = source.lineStarts[line - 1] ?? 0;
  return { start, end: start + lineText(source, line).length };
}

function at(source: SourceText, span: Span, problem: Problem): Diagnostic {
  return diagnoseSpan(source, span, problem);
}
