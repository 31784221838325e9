/** Where the page of a rule can be read. The pages are generated into docs/rules from the rules themselves. */

const pages = 'https://github.com/dts-chosen/dts-chosen/blob/main/docs/rules';

/** The address of the page of a code such as `xen/module-overlap`. */
export function rulePage(code: string): string {
  return `${pages}/${code}.md`;
}
