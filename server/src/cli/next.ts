/**
 * `dts-chosen next`: the tree that Xen, dom0 or a domain receives, as source on standard output; what is wrong, and
 * why Xen would not get so far, on standard error.
 */
import { guestTree } from '../model/next-stage/guest-tree';
import { hardwareTree } from '../model/next-stage/hardware-tree';
import type { NextTree } from '../model/next-stage/next-tree';
import { xenRemarks } from '../model/next-stage/xen-view';
import type { PlatformModel } from '../model/platform';
import type { XenVersion } from '../model/target';
import type { Domain } from '../model/xen-late-pass';
import { printMadeTree } from '../tree/made-tree';
import { printTree } from '../tree/print-tree';
import type { Analysis, Diagnostic } from '../workspace/snapshot';
import { openBoards } from './boards';
import { createDisplay } from './display-names';
import type { ExitStatus } from './exit-status';
import { gccLine } from './gcc-line';
import { absolute, type SharedOptions } from './options';
import { trouble, warn } from './trouble';

export interface NextOptions extends SharedOptions {
  /** `xen`, `dom0`, or the name or path of a domain. */
  readonly for?: string;
}

/** Prints the tree of one reader. Status 1 when anything is at error level, or when Xen does not get so far. */
export function next(path: string, options: NextOptions): ExitStatus {
  const boards = openBoards(options, new Map(), warn);
  const analysis = boards.analyse(absolute(path));
  if (analysis === undefined) throw trouble(`cannot read ${path}`);
  const version = analysis.target.xen?.version;
  if (version === undefined || !analysis.platform().isXenBoot)
    throw trouble(
      `${path} says nothing to Xen: no boot module, no domain and no property of Xen in /chosen, so there is no next stage to tell of`,
    );
  const reader = readerOf(analysis.platform(), options.for);
  const errors = errorsOf(analysis);
  const display = createDisplay([path]);
  for (const it of errors) process.stderr.write(`${gccLine(it, boards, display)}\n`);
  if (reader === 'xen') {
    const remarks = xenRemarks(analysis.platform());
    process.stdout.write(printTree(analysis.tree, { remark: (it) => remarks.get(it) }));
    return errors.length > 0 ? 1 : 0;
  }
  const made = treeFor(analysis.platform(), reader, version);
  if (made.kind === 'tree') process.stdout.write(printMadeTree(made.root, made.notes));
  else for (const reason of made.reasons) warn(`Xen panics over ${nameOf(reader)}: ${reason}`);
  return errors.length > 0 || made.kind === 'refused' ? 1 : 0;
}

function treeFor(model: PlatformModel, reader: 'dom0' | Domain, version: XenVersion): NextTree {
  return reader === 'dom0' || reader.capabilities.isHardware
    ? hardwareTree(model, reader, version)
    : guestTree(model, reader, version);
}

/** A domain may be called by its name or its path; `xen` and `dom0` are taken first. */
function readerOf(model: PlatformModel, name: string | undefined): 'xen' | 'dom0' | Domain {
  const known = `there are: ${readersIn(model).join(', ')}`;
  if (name === undefined) throw trouble(`say whose tree with --for NAME; ${known}`);
  if (name === 'xen') return 'xen';
  if (name === 'dom0' && model.dom0 !== undefined) return 'dom0';
  const domain = model.domains.find((it) => it.node.node.name === name || it.node.path === name);
  if (domain !== undefined) return domain;
  if (name === 'dom0')
    throw trouble(`Xen builds no dom0, since only domains have a kernel; ${known}`);
  throw trouble(`no domain is called ${name}; ${known}`);
}

function readersIn({ dom0, domains }: PlatformModel): readonly string[] {
  return ['xen', ...(dom0 ? ['dom0'] : []), ...domains.map((it) => it.node.node.name)];
}

function nameOf(reader: 'dom0' | Domain): string {
  return reader === 'dom0' ? 'dom0' : reader.node.node.name;
}

/** What dtc refuses, and what Xen refuses or loses. */
function errorsOf(analysis: Analysis): readonly Diagnostic[] {
  return analysis
    .diagnostics()
    .filter((it) => it.severity === 'error' && /^(?:cpp|syntax|dtc|xen)\//.test(it.code));
}
