declare module "cli-table3/src/utils.js" {
  const utils: {
    truncate: (text: string, length: number, mark: string) => string;
    strlen: (text: string) => number;
    pad: (text: string, length: number, filler: string, side?: string) => string;
    colorizeLines: (lines: string[]) => string[];
  };
  export default utils;
}
