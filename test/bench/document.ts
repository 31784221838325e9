/** docs/benchmarks.md is written by hand but for the part between two markers, which the last run fills. */

const begin = '<!-- begin of the last run -->';
const end = '<!-- end of the last run -->';

/** The page with a new report between its markers. Throws when they are not there: the page is not ours to guess. */
export function withReport(page: string, report: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the page lacks "${begin}" and "${end}"`);
  return `${page.slice(0, from + begin.length)}\n\n${report.trim()}\n\n${page.slice(to)}`;
}
