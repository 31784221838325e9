import { expect, test } from 'vitest';
import { createQueue } from '../../server/src/protocol/queue';
import { nextTurn } from '../../server/src/protocol/turns';

test('what is more urgent comes first, though it was asked last', async () => {
  const queue = createQueue();
  const order: string[] = [];
  const ask = (name: string, rank: Parameters<typeof queue.turn>[0]) =>
    queue.turn(rank).then(() => order.push(name));
  await Promise.all([
    ask('outline', 'listing'),
    ask('colours', 'colouring'),
    ask('findings', 'checking'),
    ask('hover', 'pointing'),
    ask('first completion', 'typing'),
    ask('second completion', 'typing'),
  ]);
  expect(order).toEqual([
    'first completion',
    'second completion',
    'hover',
    'findings',
    'colours',
    'outline',
  ]);
});

test('what comes while others wait is not behind them', async () => {
  const queue = createQueue();
  const order: string[] = [];
  const late = queue.turn('listing').then(() => order.push('first outline'));
  const later = queue.turn('listing').then(() => order.push('second outline'));
  await late;
  await Promise.all([later, queue.turn('typing').then(() => order.push('completion'))]);
  expect(order).toEqual(['first outline', 'completion', 'second outline']);
});

test('who asks is told of work once for each rush, and of rest behind the last of it', async () => {
  const told: string[] = [];
  const queue = createQueue((isAtRest) => told.push(isAtRest ? 'rest' : 'work'));
  const answer = (rank: Parameters<typeof queue.turn>[0]) =>
    queue.turn(rank).then(() => told.push(rank));
  await Promise.all([answer('typing'), answer('listing')]);
  while (told.length < 4) await nextTurn();
  await answer('pointing');
  while (told.length < 7) await nextTurn();
  expect(told).toEqual(['work', 'typing', 'listing', 'rest', 'work', 'pointing', 'rest']);
});

test('between two turns messages are read and written', async () => {
  const queue = createQueue();
  const order: string[] = [];
  const first = queue.turn('listing').then(async () => {
    order.push('first');
    await nextTurn();
    await nextTurn();
    order.push('first is sent');
  });
  const second = queue.turn('listing').then(() => order.push('second'));
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'first is sent', 'second']);
});
