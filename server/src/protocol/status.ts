/** What is said about an open file: through which root it was read, and for whom. */
import type { FileId } from '../lexer/token-chunk';
import type { Target } from '../model/target';
import { fileName } from '../text/path';
import { isRootName } from '../workspace/paths';
import type { Snapshot } from '../workspace/snapshot';
import type { Status } from './extensions';
import type { Session } from './session';

/** The status of an open file; undefined when it is not open. */
export function statusOf(session: Session, snapshot: Snapshot, file: FileId): Status | undefined {
  const document = session.documents.get(file);
  const context = snapshot.contextOf(file);
  if (document === undefined || context === undefined) return undefined;
  const { target } = snapshot.analysis(context);
  const { overlays, root } = context;
  const isAlone = root === file && !isRootName(file);
  return {
    uri: document.uri,
    ...(!isAlone && {
      context: { root: fileName(root), file: session.uriOf(root), overlays: overlays.length },
    }),
    target: { name: targetName(target), because: target.because },
  };
}

/** Whether two statuses tell the user the same. */
export function isSameStatus(a: Status, b: Status): boolean {
  return (
    a.uri === b.uri &&
    a.target.name === b.target.name &&
    a.target.because === b.target.because &&
    a.context?.file === b.context?.file &&
    a.context?.root === b.context?.root &&
    a.context?.overlays === b.context?.overlays
  );
}

/** The value of the setting that would ask for this target. */
function targetName({ systemDt, xen }: Target): string {
  if (xen !== undefined) return `xen@${xen.version}`;
  return systemDt === true ? 'system-dt' : 'none';
}
