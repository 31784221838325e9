import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageBytes } from '../../server/src/protocol/message-bytes';

const finding = fc.record(
  {
    range: fc.record({ start: fc.object({ maxDepth: 1 }), end: fc.object({ maxDepth: 1 }) }),
    message: fc.string({ unit: 'binary' }),
    severity: fc.nat(4),
    tags: fc.option(fc.array(fc.nat(2)), { nil: undefined }),
  },
  { requiredKeys: ['range', 'message'] },
);

const told = fc.record({
  jsonrpc: fc.constant('2.0'),
  method: fc.constant('textDocument/publishDiagnostics'),
  params: fc.record(
    {
      uri: fc.string(),
      version: fc.option(fc.nat(), { nil: undefined }),
      diagnostics: fc.array(finding),
    },
    { requiredKeys: ['uri', 'diagnostics'] },
  ),
});

const answer = fc.record({
  jsonrpc: fc.constant('2.0'),
  id: fc.nat(),
  result: fc.oneof(
    fc.record({ kind: fc.constant('full'), resultId: fc.string(), items: fc.array(finding) }),
    fc.record({ kind: fc.constant('unchanged'), resultId: fc.string() }),
    fc.record({ isIncomplete: fc.boolean(), items: fc.array(finding) }),
    fc.constant(null),
    fc.array(finding),
  ),
});

const other = fc.record({
  jsonrpc: fc.constant('2.0'),
  method: fc.string(),
  params: fc.oneof(
    fc.record({ diagnostics: fc.string() }),
    fc.array(finding),
    fc.constant(undefined),
  ),
});

test('the bytes of a message say what JSON.stringify says', () => {
  fc.assert(
    fc.property(fc.oneof(told, answer, other), (message) => {
      const text = Buffer.from(messageBytes(message)).toString();
      expect(JSON.parse(text)).toEqual(JSON.parse(Buffer.from(JSON.stringify(message)).toString()));
    }),
  );
});

test('a finding that is told again is not written again', () => {
  let written = 0;
  const known = {
    message: 'x',
    toJSON: () => {
      written++;
      return { message: 'x' };
    },
  };
  const tell = (version: number, more: readonly object[]) => {
    const params = { uri: 'file:///a', version, diagnostics: [known, ...more] };
    const message = { jsonrpc: '2.0', method: 'textDocument/publishDiagnostics', params };
    return Buffer.from(messageBytes(message)).toString();
  };
  expect(tell(1, [])).toBe(
    '{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{"uri":"file:///a","version":1,"diagnostics":[{"message":"x"}]}}',
  );
  expect(tell(2, [{ message: 'y' }])).toContain(
    '"diagnostics":[{"message":"x"},{"message":"y"}]}}',
  );
  expect(written).toBe(1);
});
