declare module "cli-table3/src/utils.js" {
  const utils: { truncate(text: string, length: number, mark?: string): string };
  export default utils;
}
