/**
 * Rules about single things of the model on a tree that is edited: one unit lists the things of a kind, and each thing
 * has a unit of its own for as long as it is listed. A thing that says the same as before is the same object
 * (`model/keep.ts`), so that an edit runs the units of the things that it made anew.
 */
import { effect } from '@preact/signals-core';
import type { Found } from './found';
import { nothingFound, nothingToStop, settle, type Unit, type UnitHost } from './live-unit';
import type { RuleInput } from './rule';
import type { ItemRules } from './rule-plan';

/** All rules about things of one kind, and what they found. */
export interface ItemWork {
  readonly list: () => readonly object[];
  readonly check: ItemRules['check'];
  /** The things as they were last listed. */
  items: readonly object[];
  /** The list is another than the one that the units were made for. */
  isMoved: boolean;
  units: ReadonlyMap<object, Unit>;
  stop: () => void;
}

export function itemWork({ each, check }: ItemRules, input: RuleInput): ItemWork {
  return {
    list: () => each(input),
    check,
    items: [],
    isMoved: false,
    units: new Map(),
    stop: nothingToStop,
  };
}

/** Lists the things, now and whenever the list is another. */
export function startItems(host: UnitHost, work: ItemWork): void {
  work.stop = effect(() => {
    host.counter.runs++;
    const items = work.list();
    work.isMoved ||= items !== work.items;
    work.items = items;
  });
}

/** Ends the units of things that are no longer listed and begins those of new ones, which run at once. */
export function keepItems(host: UnitHost, work: ItemWork): void {
  if (!work.isMoved) return;
  work.isMoved = false;
  host.told = undefined;
  const before = work.units;
  const units = new Map<object, Unit>();
  for (const item of work.items) units.set(item, before.get(item) ?? startItem(host, work, item));
  for (const [item, unit] of before) if (!units.has(item)) unit.stop();
  work.units = units;
}

/** What was found, in the order of the list. */
export function foundAbout({ units }: ItemWork): readonly Found[] {
  const all: Found[] = [];
  for (const { found } of units.values()) for (const it of found) all.push(it);
  return all;
}

export function stopItems({ units, stop }: ItemWork): void {
  stop();
  for (const unit of units.values()) unit.stop();
}

function startItem(host: UnitHost, { check }: ItemWork, item: object): Unit {
  const unit: Unit = { found: nothingFound, stop: nothingToStop };
  unit.stop = effect(() => {
    host.counter.runs++;
    const found: Found[] = [];
    check(item, (it) => found.push(it));
    settle(host, unit, found);
  });
  return unit;
}
