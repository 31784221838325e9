/** Where a code action about Xen's boot description is asked for, and the making of its text edits. */
import type { SourceFile } from '../../lexer/source-file';
import type { FileId } from '../../lexer/token-chunk';
import type { BootModule } from '../../model/boot-module';
import type { PlatformModel } from '../../model/platform';
import type { Domain } from '../../model/xen-late-pass';
import { textEditsOf } from '../../rules/apply-edits';
import type { SourceEdit } from '../../rules/fix';
import type { TextEdit, TextRange } from '../../text/text-range';
import type { DeviceTree } from '../../tree/dt-node';
import { nodeAt, type NodeRef } from '../../tree/node-ref';
import type { Analysis, Diagnostic, Snapshot } from '../../workspace/snapshot';
import type { CodeAction, FileEdits } from '../code-action';
import { nodeOfBlock } from '../composed';
import { diagnosticsAt } from '../diagnostic-fixes';
import { positionIn } from '../position';

export interface Site {
  readonly analysis: Analysis;
  readonly tree: DeviceTree;
  readonly model: PlatformModel;
  readonly files: (id: FileId) => SourceFile | undefined;
  /** The innermost node around the cursor, be it in its braces or on its name. */
  readonly node: NodeRef;
  /** The property that the cursor is on. */
  readonly property?: string;
  /** What the node, or the nearest one around it, is to Xen. */
  readonly module?: BootModule;
  readonly domain?: Domain;
  /** The findings at the cursor that the client may mend. */
  readonly findings: readonly Diagnostic[];
}

/** What stands at the start of a range; undefined where no context reads the text, or nothing there is Xen's. */
export function siteAt(snapshot: Snapshot, file: FileId, range: TextRange): Site | undefined {
  const position = positionIn(snapshot, file, range.start);
  if (position?.isActive !== true) return undefined;
  const { analysis, path } = position;
  if (analysis.target.xen === undefined) return undefined;
  const model = analysis.platform();
  const { tree } = model;
  if (!model.isXenBoot) return undefined;
  const written = path.findLast((it) => it.kind === 'node');
  const inSource = written ? nodeOfBlock(analysis.tree, written) : position.node;
  const node = inSource && nodeAt(tree, inSource.path);
  if (node === undefined) return undefined;
  const property = path.findLast((it) => it.kind === 'property');
  const module = nearest(node, model.modules);
  const domain = nearest(node, model.domains);
  return {
    analysis,
    tree,
    model,
    files: (id) => snapshot.file(id),
    node,
    ...(property && { property: property.name.text }),
    ...(module && { module }),
    ...(domain && { domain }),
    findings: diagnosticsAt(snapshot, file, range),
  };
}

/** The thing whose node is this one or the nearest above it. */
function nearest<T extends { readonly node: NodeRef }>(
  node: NodeRef,
  all: readonly T[],
): T | undefined {
  for (let at: NodeRef | undefined = node; at !== undefined; at = at.parent) {
    const { path } = at;
    const found = all.find((it) => it.node.path === path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The findings at the site with one of these codes. */
export function findingsOf(site: Site, codes: readonly string[]): readonly Diagnostic[] {
  return site.findings.filter((it) => codes.includes(it.code));
}

/** A change of one file. */
export interface PlacedEdit {
  readonly file: FileId;
  readonly edit: TextEdit;
}

/** An edit that could not be worked out makes the whole change impossible. */
export interface Change {
  readonly source?: readonly (SourceEdit | undefined)[];
  readonly text?: readonly (PlacedEdit | undefined)[];
}

/** The edits by file; undefined when one of them cannot be made as text, or two of them meet. */
export function fileEdits(site: Site, { source = [], text = [] }: Change): FileEdits | undefined {
  const known = source.filter((it) => it !== undefined);
  const placed = text.filter((it) => it !== undefined);
  if (known.length !== source.length || placed.length !== text.length) return undefined;
  const made = textEditsOf({ title: '', edits: known }, site.files);
  if (made === undefined) return undefined;
  const edits = new Map<FileId, TextEdit[]>([...made].map(([file, list]) => [file, [...list]]));
  for (const { file, edit } of placed) edits.set(file, [...(edits.get(file) ?? []), edit]);
  for (const list of edits.values()) {
    list.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
    if (list.some((edit, i) => edit.range.start < (list[i - 1]?.range.end ?? 0))) return undefined;
  }
  return edits.size === 0 ? undefined : edits;
}

type Shown = Partial<Pick<CodeAction, 'diagnostics' | 'isPreferred'>>;

/** The action with these edits: a quick fix where it mends findings, else a rewriting; none without edits. */
export function offer(
  site: Site,
  title: string,
  change: Change,
  { diagnostics = [], isPreferred = false }: Shown = {},
): readonly CodeAction[] {
  const edits = fileEdits(site, change);
  if (edits === undefined) return [];
  const kind = diagnostics.length > 0 ? 'quickfix' : 'refactor.rewrite';
  return [{ title, kind, diagnostics, isPreferred, edits }];
}
