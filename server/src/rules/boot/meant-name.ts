/**
 * Which known string a misspelt one was meant to be: the same but for letter case and `-` against `_`, a word that
 * people use for the same thing, or the one that is closest letter by letter.
 */
import { nearestName } from '../nearest-name';

/** The known string meant by `name`; undefined when `name` is known or resembles none. */
export function meantName(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  const wanted = normalise(name);
  return (
    known.find((it) => normalise(it) === wanted) ??
    (known.includes(synonyms[wanted] ?? '') ? synonyms[wanted] : undefined) ??
    nearestName(name, known)
  );
}

function normalise(name: string): string {
  return name.toLowerCase().replaceAll('_', '-').trim();
}

/** Names that other boot protocols and programs give to the same things. */
const synonyms: Readonly<Record<string, string>> = {
  'multiboot,initrd': 'multiboot,ramdisk',
  'multiboot,initramfs': 'multiboot,ramdisk',
  'multiboot,rootfs': 'multiboot,ramdisk',
  'multiboot,ram-disk': 'multiboot,ramdisk',
  'multiboot,linux': 'multiboot,kernel',
  'multiboot,image': 'multiboot,kernel',
  'multiboot,zimage': 'multiboot,kernel',
  'multiboot,linux-zimage': 'multiboot,kernel',
  'multiboot,dtb': 'multiboot,device-tree',
  'multiboot,fdt': 'multiboot,device-tree',
  'multiboot,dt': 'multiboot,device-tree',
  'multiboot,devicetree': 'multiboot,device-tree',
  'multiboot,xsm-policy': 'xen,xsm-policy',
  'multiboot,xsm': 'xen,xsm-policy',
  'multiboot,flask': 'xen,xsm-policy',
  'xen,kernel': 'multiboot,kernel',
  'xen,ramdisk': 'multiboot,ramdisk',
  'xen,initrd': 'multiboot,ramdisk',
  'xen,module': 'multiboot,module',
  'xen,multiboot,module': 'multiboot,module',
  'xen,guest': 'xen,domain',
  'xen,domu': 'xen,domain',
  'xen,shared-memory': 'xen,domain-shared-memory-v1',
  'xen,domain-shared-memory': 'xen,domain-shared-memory-v1',
  'xen,shared-memory-v1': 'xen,domain-shared-memory-v1',
  'xen,evtchn': 'xen,evtchn-v1',
  'xen,event-channel': 'xen,evtchn-v1',
  'xen,cpu-pool': 'xen,cpupool',
};
