/**
 * Rules about single things of the model on a tree that is edited: one unit lists the things of a kind, and each thing
 * has a unit of its own for as long as it is listed. A thing that says the same as before is the same object
 * (`model/keep.ts`), so that an edit runs the units of the things that it made anew.
 */
import { effect, untracked } from '@preact/signals-core';
import { memo } from '../base/memo';
import { sharedEnds } from '../base/shared-ends';
import { isSameList } from '../tree/same';
import type { Found } from './found';
import {
  nothingFound,
  nothingToStop,
  outdate,
  settle,
  type Unit,
  type UnitHost,
  type UnitWork,
} from './live-unit';
import type { RuleInput } from './rule';
import type { ItemRules } from './rule-plan';

/** All rules about things of one kind, and what they found. */
export interface ItemWork extends UnitWork {
  readonly list: () => readonly object[];
  readonly check: ItemRules['check'];
  /** The things as they were last listed. */
  items: readonly object[];
  /** One for each thing of the list that they were made for. */
  units: readonly ItemUnit[];
  /** The units are those of the things that were last listed. */
  isSettled: boolean;
  stop: () => void;
}

interface ItemUnit extends Unit {
  readonly item: object;
  /** It found its thing no longer listed, and has not looked at it. */
  isGone: boolean;
}

export function itemWork({ each, check }: ItemRules, input: RuleInput): ItemWork {
  return {
    list: () => each(input),
    check,
    items: [],
    units: [],
    isSettled: true,
    gathered: nothingFound,
    stop: nothingToStop,
  };
}

/** Lists the things, now and whenever the list is another. */
export function startItems(host: UnitHost, work: ItemWork): void {
  work.stop = effect(() => {
    host.counter.runs++;
    const items = work.list();
    work.isSettled &&= items === work.items;
    work.items = items;
  });
}

/** Ends the units of things that are no longer listed and begins those of new ones, which run at once. */
export function keepItems(host: UnitHost, work: ItemWork): void {
  if (work.isSettled) return;
  work.isSettled = true;
  const { items, units: before } = work;
  const { before: front, behind: back } = sharedEnds(before, items, isFor);
  const between = before.slice(front, before.length - back);
  const listed = items.slice(front, items.length - back);
  const now = exchanged(host, work, between, listed);
  if (!isSameList(foundOf(between), foundOf(now))) outdate(host, work);
  work.units = [...before.slice(0, front), ...now, ...before.slice(before.length - back)];
}

/** The units of things that are listed now, in the place of others. */
function exchanged(
  host: UnitHost,
  work: ItemWork,
  before: readonly ItemUnit[],
  items: readonly object[],
): readonly ItemUnit[] {
  const listed = new Set(items);
  const isKept = (it: ItemUnit) => !it.isGone && listed.has(it.item);
  const known = new Map<object, ItemUnit>();
  const gone: ItemUnit[] = [];
  for (const it of before)
    if (isKept(it) && !known.has(it.item)) known.set(it.item, it);
    else gone.push(it);
  for (const it of gone) it.stop();
  let next = 0;
  // A new thing mostly says something else of what one that is gone said: most of what is found is the same.
  return items.map((item) => {
    const unit = known.get(item);
    // Nobody says that a thing is listed only once.
    known.delete(item);
    return unit ?? startItem(host, work, item, gone[next++]?.found);
  });
}

/** What was found, in the order of the list. */
export function foundAbout(work: ItemWork): readonly Found[] {
  return (work.gathered ??= foundOf(work.units));
}

function foundOf(units: readonly ItemUnit[]): readonly Found[] {
  const all: Found[] = [];
  for (const { found } of units) for (const it of found) all.push(it);
  return all;
}

export function stopItems({ units, stop }: ItemWork): void {
  stop();
  for (const unit of units) unit.stop();
}

function startItem(
  host: UnitHost,
  work: ItemWork,
  item: object,
  found: readonly Found[] = nothingFound,
): ItemUnit {
  const unit: ItemUnit = { item, found, stop: nothingToStop, isGone: false };
  const isBegun = () => unit.stop !== nothingToStop;
  unit.stop = effect(() => {
    // What changed made another thing of it: that one will be looked at.
    if (isBegun() && !isListed(work, item)) {
      unit.isGone = true;
      return;
    }
    host.counter.runs++;
    const now: Found[] = [];
    work.check(item, (it) => now.push(it));
    if (settle(unit, now)) outdate(host, work);
  });
  return unit;
}

/** Whether a unit is for a thing, and has looked at it as it is. */
function isFor({ isGone, item }: ItemUnit, listed: object): boolean {
  return item === listed && !isGone;
}

function isListed({ list }: ItemWork, item: object): boolean {
  const items = untracked(list);
  return items.length > fewItems ? setOf(items).has(item) : items.includes(item);
}

/** So many are searched one by one: all may ask at once. */
const fewItems = 4096;

const setOf = memo((items: readonly object[]) => new Set(items));
