/**
 * Analyses root files on the disk with the same stages as the editor. Files are read when asked for and shared by all
 * roots; what lies outside the project and the folders that the user named is not read.
 */
import { createCatalogue, type Catalogue } from '../bindings/catalogue';
import { fileId, type FileId } from '../lexer/token-chunk';
import type { SourceFile } from '../lexer/source-file';
import { analyse, readContext, type Library } from '../workspace/analysis';
import type { Severities } from '../workspace/context';
import { configuredRoots, contextOfRoot } from '../workspace/contexts';
import type { Analysis } from '../workspace/snapshot';
import { readSchemas } from './bundled-schemas';
import { createDiskFiles } from './disk-files';
import { createFileFinder } from './file-finder';
import { findSourcesFor, type FoundSources } from './found-sources';
import type { SharedOptions } from './options';
import { trouble } from './trouble';

export interface Boards {
  /** Analyses a root given by its absolute path; undefined when it cannot be read. */
  analyse(root: string): Analysis | undefined;
  /** A file that some analysis has read. */
  file(id: FileId): SourceFile | undefined;
  /** The overlays that the configuration of a root names for any root. */
  configuredOverlays(root: string): ReadonlySet<string>;
  /** The roots that the configuration of a file names. */
  configuredRoots(file: string): readonly string[];
}

/** Makes ready for any number of roots. `warn` takes what is no finding. */
export function openBoards(
  options: SharedOptions,
  severities: Severities,
  warn: (message: string) => void,
): Boards {
  const found = findSourcesFor(options, severities, warn);
  const library = createLibrary(options, found, warn);
  const { file } = library;
  return {
    file,
    configuredOverlays: (root) => {
      found.lookAround(root);
      const contexts = found.sources().configurations.flatMap((it) => it.contexts);
      return new Set(contexts.flatMap((it) => it.overlays));
    },
    configuredRoots: (it) => {
      found.lookAround(it);
      return configuredRoots(found.sources());
    },
    analyse: (root) => {
      found.lookAround(root);
      const source = file(root);
      if (source === undefined) return undefined;
      const context = contextOfRoot(found.sources(), source.id);
      for (const overlay of context.overlays)
        if (file(overlay) === undefined) throw trouble(`cannot read overlay ${overlay}`);
      for (const [domain, guest] of context.guests)
        if (file(guest) === undefined) throw trouble(`cannot read ${guest}, the tree of ${domain}`);
      return analyse(readContext(context, library), library).analysis;
    },
  };
}

/** Files read from the disk when asked for, and schemas read when first needed. */
function createLibrary(
  options: SharedOptions,
  found: FoundSources,
  warn: (message: string) => void,
): Library {
  const disk = createDiskFiles();
  const find = createFileFinder(() => found.readable(), warn);
  const catalogues: Catalogue[] = [];
  return {
    file: (path) => {
      const name = find(path);
      return name === undefined ? undefined : disk.file(fileId(name));
    },
    isAbsent: () => true,
    isEdited: false,
    binary: (path) => {
      const name = find(path);
      return name === undefined ? undefined : disk.bytes(name);
    },
    catalogue: () => {
      const configured = found.sources().configurations.flatMap((it) => it.schemas);
      const catalogue =
        catalogues[0] ?? createCatalogue(readSchemas([...options.schemas, ...configured], warn));
      catalogues[0] = catalogue;
      return catalogue;
    },
  };
}
