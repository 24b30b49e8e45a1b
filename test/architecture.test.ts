import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSourceImports } from './support/source-imports.ts';
import type { SourceImport } from './support/source-imports.ts';

/**
 * Who may import whom: ARCHITECTURE.md says why. An area is a file or a folder, the longest that matches; every area may
 * import itself. `*` stands for one folder name, each its own area.
 */
const AREAS: Readonly<Record<string, readonly string[]>> = {
  proto: [],

  'server/base': [],
  'server/config.ts': [
    'server/base',
    'server/home-folders.ts',
    'server/export-request.ts',
    'server/flags.ts',
    'server/help.ts',
    'server/logdir-spec.ts',
  ],
  'server/home-folders.ts': [],
  'server/open-cache.ts': ['server/config.ts', 'server/store'],
  'server/open-views.ts': ['server/base', 'server/config.ts', 'server/views'],
  'server/export-request.ts': ['server/base', 'server/flags.ts', 'server/logdir-spec.ts'],
  'server/flags.ts': ['server/base'],
  'server/help.ts': ['server/base'],
  'server/logdir-spec.ts': ['server/base'],
  'server/sources': ['server/base'],
  'server/store/series-store.ts': ['server/base'],
  'server/store': ['server/base', 'server/store/series-store.ts'],
  'server/decode': ['server/base', 'proto', 'server/store/series-store.ts', 'server/store/point-groups.ts'],
  'server/writer': ['server/base', 'proto', 'server/decode/frame-record.ts'],
  'server/query': ['server/base', 'server/store/series-store.ts'],
  'server/ingest': ['server/base', 'server/sources', 'server/decode', 'server/store'],
  'server/inspect': ['server/base', 'server/sources', 'server/decode/crc32c.ts', 'proto'],
  'server/live': ['server/base', 'server/store', 'server/query', 'proto'],
  'server/views': [
    'server/base',
    'server/store/cache-lock.ts',
    'server/live/live-topic.ts',
    'server/store/series-store.ts',
    'proto',
  ],
  'server/plugins': ['server/base', 'server/config.ts', 'proto'],
  'server/dashboards/registry.ts': ['server/store/series-store.ts', 'server/dashboards/*'],
  'server/dashboards/*': [
    'server/base',
    'server/store',
    'server/query',
    'server/decode',
    'proto',
    'server/dashboards/registry.ts',
    'server/live/live-topic.ts',
    'server/live/columns.ts',
  ],
  'server/tensorboard': [
    'server/base',
    'server/store',
    'server/query',
    'server/decode',
    'proto',
    'server/dashboards/*',
    'server/config.ts',
  ],
  'server/app.ts': ['server', 'proto'],
  'server/commands': ['server', 'proto'],
  'server/main.ts': ['server/commands', 'server/config.ts', 'server/base'],

  'web/base': [],
  'web/theme': ['web/base'],
  'web/data': ['web/base', 'proto'],
  'web/widgets': ['web/base', 'web/theme'],
  'web/charts': ['web/base', 'web/theme', 'web/widgets'],
  'web/cards': ['web/base', 'web/data', 'web/theme', 'web/widgets'],
  'web/histogram-cards': ['web/base', 'web/data', 'web/theme', 'web/widgets', 'web/charts', 'web/cards'],
  'web/dashboards/registry.ts': ['web/data', 'web/dashboards/*'],
  'web/dashboards/*': [
    'web/base',
    'web/data',
    'web/theme',
    'web/widgets',
    'web/charts',
    'web/cards',
    'web/histogram-cards',
    'proto',
  ],
  'web/shell': ['web/base', 'web/data', 'web/theme', 'web/widgets', 'web/dashboards/registry.ts'],
  'web/main.ts': ['web'],
};

/** Packages that are imported in one place only, so that they can be replaced there. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  chokidar: ['server/sources'],
  '@dagrejs/dagre': ['web/dashboards/graphs'],
  '@fastify/static': ['server/plugins'],
  '@fastify/swagger': ['server/plugins'],
  '@fastify/websocket': ['server/plugins'],
  'markdown-it': ['server/tensorboard'],
  '@grpc/grpc-js': ['server/tensorboard/grpc', 'test'],
  'hyparquet-writer': ['server/base/parquet-pieces.ts'],
  'apache-arrow': ['server/dashboards/scalars/export/arrow.ts', 'test'],
  hyparquet: ['test'],
  'axe-core': ['test'],
};

/** Imports that the table forbids and that stand for now, each with its reason. */
const DEBTS: readonly (readonly [from: string, to: string, reason: string])[] = [];

test('every import is allowed by the table, or a debt', () => {
  const forbidden = ownImports().filter((found) => !isAllowed(found) && !isDebt(found));
  assert.deepEqual(forbidden.map(describe), []);
});

test('every debt is still owed', () => {
  const found = ownImports().filter((owed) => !isAllowed(owed));
  const paid = DEBTS.filter(([from, to]) => !found.some((owed) => owed.from === from && owed.to === to));
  assert.deepEqual(paid, []);
});

test('heavy packages are imported in one place', () => {
  const misplaced = readSourceImports().filter(({ from, to }) => {
    const name = Object.keys(PACKAGES).find((key) => to === key || to.startsWith(`${key}/`));
    return name !== undefined && !PACKAGES[name]?.some((place) => isWithin(from, place));
  });
  assert.deepEqual(misplaced.map(describe), []);
});

test('every file belongs to an area', () => {
  const strays = new Set(
    readSourceImports()
      .map(({ from }) => from)
      .filter((from) => areaOf(from) === undefined),
  );
  assert.deepEqual([...strays], []);
});

test('the table itself forbids what it should', () => {
  const cases: [from: string, to: string, allowed: boolean][] = [
    ['server/dashboards/graphs/a.ts', 'server/dashboards/graphs/b.ts', true],
    ['server/dashboards/graphs/a.ts', 'server/dashboards/scalars/b.ts', false],
    ['server/base/a.ts', 'server/store/series-store.ts', false],
    ['server/store/a.ts', 'server/ingest/b.ts', false],
    ['server/writer/a.ts', 'server/decode/frame-record.ts', true],
    ['server/writer/a.ts', 'server/decode/tensor.ts', false],
    ['server/app.ts', 'web/data/types.ts', false],
    ['web/data/a.ts', 'server/base/errors.ts', false],
    ['web/dashboards/scalars/a.ts', 'web/shell/b.ts', false],
    ['web/cards/a.ts', 'web/dashboards/scalars/b.ts', false],
  ];
  for (const [from, to, allowed] of cases) assert.equal(isAllowed({ from, to }), allowed, `${from} → ${to}`);
});

function ownImports(): SourceImport[] {
  return readSourceImports().filter(({ to }) => /^(?:server|web|proto|test)\//.test(to));
}

function isDebt({ from, to }: SourceImport): boolean {
  return DEBTS.some((debt) => debt[0] === from && debt[1] === to);
}

function isAllowed({ from, to }: SourceImport): boolean {
  const area = areaOf(from);
  if (area === undefined) return false;
  const [pattern, place] = area;
  return (
    isWithin(to, place) || (AREAS[pattern] ?? []).some((allowed) => matchArea(to, allowed) !== undefined)
  );
}

/** The entry of the table for a file, and the file or folder that it stands for there. */
function areaOf(file: string): [pattern: string, place: string] | undefined {
  let best: [string, string] | undefined;
  for (const pattern of Object.keys(AREAS)) {
    const place = matchArea(file, pattern);
    if (place !== undefined && place.length > (best?.[1].length ?? 0)) best = [pattern, place];
  }
  return best;
}

/** The file or folder for which the pattern stands, if the file lies in it. */
function matchArea(file: string, pattern: string): string | undefined {
  if (!pattern.endsWith('/*')) return isWithin(file, pattern) ? pattern : undefined;
  const parent = pattern.slice(0, -1);
  const [folder, ...rest] = file.startsWith(parent) ? file.slice(parent.length).split('/') : [];
  return folder !== undefined && rest.length > 0 ? `${parent}${folder}` : undefined;
}

function isWithin(file: string, place: string): boolean {
  return file === place || file.startsWith(`${place}/`);
}

function describe({ from, to }: SourceImport): string {
  return `${from} imports ${to}`;
}
