/**
 * Boards for the examples of rules: the few lines that every example needs around the lines that show the point.
 * Each function gives a whole source file; RAM is 2 GiB at 0x40000000, all cells are 1.
 */

/** A board whose `/chosen` holds `body` besides its cells; `elsewhere` stands in the root after it. */
export function chosenBoard(body: string, elsewhere = ''): string {
  return boardWith(
    lines([
      '    chosen {',
      '        #address-cells = <1>;',
      '        #size-cells = <1>;',
      indent(body, 8),
      '    };',
      indent(elsewhere, 4),
    ]),
  );
}

/** A board whose root holds `body` besides its memory. */
export function boardWith(body: string): string {
  return `${lines([
    '/dts-v1/;',
    '/ {',
    '    #address-cells = <1>;',
    '    #size-cells = <1>;',
    '    memory@40000000 {',
    '        device_type = "memory";',
    '        reg = <0x40000000 0x80000000>;',
    '    };',
    indent(body, 4),
    '};',
  ])}\n`;
}

/** A board with dom0's kernel at 0x50000000 before `body`. */
export function dom0Board(body: string, elsewhere = ''): string {
  return chosenBoard(lines([indent(dom0Kernel, 8), indent(body, 8)]), elsewhere);
}

/** A board with one sound domain, its kernel at 0x52000000, that also holds `body`. */
export function domainBoard(body: string, options: DomainOptions = {}): string {
  return chosenBoard(domain('domU1', body, options), options.elsewhere);
}

export interface DomainOptions {
  /** Lines of the domain that are left out: `memory`, `cpus`, `cells`, `kernel`. */
  readonly without?: readonly ('memory' | 'cpus' | 'cells' | 'kernel')[];
  /** Address of the kernel. */
  readonly kernel?: string;
  /** Lines in the root, after `/chosen`. */
  readonly elsewhere?: string;
}

/** The node of a sound domain that also holds `body`: its properties before, its nodes after those of its own. */
export function domain(name: string, body: string, options: DomainOptions = {}): string {
  const without = new Set<string>(options.without ?? []);
  const address = options.kernel ?? '52000000';
  const kernel = [
    `    kernel@${address} {`,
    '        compatible = "multiboot,kernel", "multiboot,module";',
    `        reg = <0x${address} 0x100000>;`,
    '    };',
  ];
  return lines([
    `${name} {`,
    '    compatible = "xen,domain";',
    ...(without.has('cells') ? [] : ['    #address-cells = <1>;', '    #size-cells = <1>;']),
    ...(without.has('memory') ? [] : ['    memory = <0x0 0x10000>;']),
    ...(without.has('cpus') ? [] : ['    cpus = <1>;']),
    indent(body, 4),
    ...(without.has('kernel') ? [] : kernel),
    '};',
  ]);
}

const dom0Kernel = `kernel@50000000 {
    compatible = "multiboot,kernel", "multiboot,module";
    reg = <0x50000000 0x100000>;
};`;

/** Shifts all lines so that the outermost statement has `depth` blanks; markers move along. */
function indent(text: string, depth: number): string {
  const all = text.split('\n').filter((it) => it.trim() !== '');
  const statements = all.filter((it) => !it.trimStart().startsWith('//'));
  const shift = depth - Math.min(...statements.map(leadingBlanks));
  return all
    .map((it) => ' '.repeat(Math.max(0, leadingBlanks(it) + shift)) + it.trimStart())
    .join('\n');
}

function leadingBlanks(line: string): number {
  return line.length - line.trimStart().length;
}

function lines(all: readonly string[]): string {
  return all.filter((it) => it !== '').join('\n');
}

/** Puts a marker under the first `length` characters of the last `text`: the finding there says `message`. */
export function mark(dts: string, text: string, message: string, length = text.length): string {
  const at = dts.lastIndexOf(text);
  const lineStart = dts.lastIndexOf('\n', at) + 1;
  const lineEnd = dts.indexOf('\n', at);
  const blanks = ' '.repeat(Math.max(0, at - lineStart - 2));
  const marker = `${blanks}//${'^'.repeat(length)} ${message}`;
  return `${dts.slice(0, lineEnd)}\n${marker}${dts.slice(lineEnd)}`;
}
