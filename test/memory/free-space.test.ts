import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignUp, freeAddress } from '../../server/src/memory/free-space';
import { contains, overlaps } from '../../server/src/memory/interval';

const range = (start: bigint, size: bigint) => ({ start, end: start + size });

test('finds the first place behind what is taken, aligned', () => {
  const banks = [range(0x1000n, 0x9000n)];
  const wish = { size: 0x1000n, alignment: 0x1000n, from: 0n };
  expect(freeAddress(banks, [], wish)).toBe(0x1000n);
  expect(freeAddress(banks, [range(0x1000n, 0x1001n)], wish)).toBe(0x3000n);
  expect(freeAddress(banks, [], { ...wish, alignment: 0x4000n })).toBe(0x4000n);
  expect(freeAddress(banks, [], { ...wish, from: 0x5800n })).toBe(0x6000n);
});

test('goes on in the next bank, and tells when all are full', () => {
  const banks = [range(0n, 0x1000n), range(0x8000n, 0x2000n)];
  expect(freeAddress(banks, [], { size: 0x2000n, alignment: 1n, from: 0n })).toBe(0x8000n);
  expect(freeAddress(banks, [], { size: 0x2001n, alignment: 1n, from: 0n })).toBeUndefined();
});

test('keeps clear of a range without a byte', () => {
  const taken = [range(0x800n, 0n)];
  const wish = { size: 0x1000n, alignment: 0x1000n, from: 0n };
  expect(freeAddress([range(0n, 0x10000n)], taken, wish)).toBe(0x1000n);
});

test('is what trying every aligned address would find', () => {
  const ranges = fc.array(
    fc.tuple(fc.bigInt(0n, 100n), fc.bigInt(0n, 20n)).map(([start, size]) => range(start, size)),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(
      ranges,
      fc.bigInt(1n, 20n),
      fc.constantFrom(1n, 4n, 16n),
      fc.bigInt(0n, 60n),
      (taken, size, alignment, from) => {
        const banks = [range(10n, 50n), range(70n, 40n)];
        const fits = (at: bigint) =>
          banks.some((it) => contains(it, range(at, size))) &&
          !taken.some((it) => overlaps(it, range(at, size)) || (it.start === at && it.end === at));
        let expected: bigint | undefined = alignUp(from, alignment);
        while (expected < 120n && !fits(expected)) expected += alignment;
        if (expected >= 120n) expected = undefined;
        expect(freeAddress(banks, taken, { size, alignment, from })).toBe(expected);
      },
    ),
  );
});
