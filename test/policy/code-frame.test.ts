import { describe, expect, it } from "vitest";
import { codeFrame } from "../../src/policy/text/code-frame.ts";
import { sourceText } from "../../src/policy/text/source-text.ts";

function frame(text: string, line: number, column: number, endLine?: number, endColumn?: number): string {
  const end = endLine === undefined || endColumn === undefined ? {} : { endLine, endColumn };
  return codeFrame(sourceText("a.yaml", text), { file: "a.yaml", line, column, ...end });
}

const ten = Array.from({ length: 10 }, (_, index) => `line ${index + 1}`).join("\n");

describe("a code frame", () => {
  it("shows two lines before and after", () => {
    expect(frame(ten, 5, 6, 5, 7)).toBe(
      ["  3 | line 3", "  4 | line 4", "> 5 | line 5", "    |      ^", "  6 | line 6", "  7 | line 7"].join(
        "\n",
      ),
    );
  });

  it("lines numbers up, and stops at the ends of the file", () => {
    expect(frame(ten, 10, 1, 10, 5)).toBe(
      ["   8 | line 8", "   9 | line 9", "> 10 | line 10", "     | ^^^^"].join("\n"),
    );
    expect(frame("only\n", 1, 1)).toBe(["> 1 | only", "    | ^"].join("\n"));
  });

  it("underlines to the end of the first line of what goes on", () => {
    expect(frame("a:\n  - 1\n  - 2  \n", 2, 3, 3, 6)).toBe(
      ["  1 | a:", "> 2 |   - 1", "    |   ^^^", "  3 |   - 2"].join("\n"),
    );
  });

  it("shows where an empty place would be", () => {
    expect(frame("a:", 1, 3)).toBe(["> 1 | a:", "    |   ^"].join("\n"));
  });

  it("cuts long lines around the caret", () => {
    const text = `${"a".repeat(200)}X${"b".repeat(200)}`;
    const [line = "", caret = ""] = frame(text, 1, 201, 1, 202).split("\n");
    expect(line.length).toBeLessThan(120);
    expect(line[caret.indexOf("^")]).toBe("X");
    expect(line).toMatch(/^> 1 \| …a+Xb+…$/);
  });

  it("keeps columns with tabs, and shows control characters as one mark each", () => {
    const [line = "", caret = ""] = frame("\ta\u001b[31mX\u202e", 1, 8, 1, 9).split("\n");
    expect(line).toBe("> 1 |  a\ufffd[31mX\ufffd");
    expect(line[caret.indexOf("^")]).toBe("X");
  });

  it("stars what looks like a secret, not references to one", () => {
    const text = 'clientSecret: hunter2\n"api_key": "abc", token: x }\nclientSecret: { env: NAME }';
    expect(
      frame(text, 2, 1, 2, 4)
        .split("\n")
        .filter((row) => !row.includes("^")),
    ).toEqual([
      "  1 | clientSecret: *******",
      '> 2 | "api_key": *****, token: **}',
      "  3 | clientSecret: { env: NAME }",
    ]);
    const written = 'a: { env: NAME, b: 1 }\nkey: { env: "hunter-2" }\nenv: NAME # which';
    expect(
      frame(written, 2, 1, 2, 4)
        .split("\n")
        .filter((row) => !row.includes("^")),
    ).toEqual(["  1 | a: { env: NAME, b: 1 }", "> 2 | key: { env: ***********}", "  3 | env: NAME # which"]);
  });
});
