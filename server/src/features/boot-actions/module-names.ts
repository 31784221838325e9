/** The compatible strings of dom0's modules: from the names of Xen 4.4 to those of today, and back. */
import { kindNames, legacyGenericModule, genericModule } from '../../model/xen-names';
import { quote, setValue } from '../../rules/make-fix';
import { compatiblesOf } from '../../tree/value';
import type { CodeAction } from '../code-action';
import { offer, type Site } from './site';

const [legacyKernel, legacyRamdisk] = ['kernel', 'ramdisk'].map(
  (kind) => kindNames.find((it) => it.isLegacy && it.kind === kind)?.compatible ?? '',
);

const modern: ReadonlyMap<string, string> = new Map([
  [legacyKernel ?? '', 'multiboot,kernel'],
  [legacyRamdisk ?? '', 'multiboot,ramdisk'],
  [legacyGenericModule, genericModule],
]);

const legacy: ReadonlyMap<string, string> = new Map([...modern].map(([old, now]) => [now, old]));

/** In a module: its names as the other generation spells them. Legacy names are for dom0 only (Xen kernel.c). */
export function moduleNameActions(site: Site): readonly CodeAction[] {
  const { module, tree } = site;
  const property = module?.node.node.properties.get('compatible');
  if (module === undefined || property === undefined || module.node.path !== site.node.path)
    return [];
  const names = compatiblesOf(tree, module.node);
  const renamed = (map: ReadonlyMap<string, string>) => [
    ...new Set(names.map((it) => map.get(it) ?? it)),
  ];
  const action = (title: string, list: readonly string[]) =>
    offer(site, title, { source: [setValue(property, list.map(quote).join(', '))] });
  if (module.domain === undefined && names.some((it) => modern.has(it)))
    return action('Use the multiboot,… names that newer Xen knows', renamed(modern));
  const isOld =
    module.domain === undefined &&
    (module.kind === 'kernel' || module.kind === 'ramdisk') &&
    names.length > 0 &&
    names.every((it) => legacy.has(it));
  return isOld ? action('Use the xen,… names of Xen 4.4', renamed(legacy)) : [];
}
