import { toFileName } from '../../base/file-name.ts';
import type { MenuItem } from '../../widgets/rl-menu.ts';
import type { CardTag } from './card-lines.ts';

const FORMATS = [
  ['csv', 'CSV', 'csv'],
  ['json', 'JSON', 'json'],
  ['parquet', 'Parquet', 'parquet'],
  ['arrow', 'Arrow', 'arrow'],
] as const;

/** Entries of a menu that download all points of these tags and runs, as the server keeps them. `base` ends in "/". */
export function listExportLinks(base: string, tags: readonly CardTag[], superseded: boolean): MenuItem[] {
  const runs = new Set(tags.flatMap((member) => member.runs.map(({ name }) => name)));
  const name = toFileName(tags[0]?.tag ?? 'scalars');
  return FORMATS.map(([format, label, extension]) => {
    const query = new URLSearchParams({ format });
    for (const { tag } of tags) query.append('tag', tag);
    for (const run of runs) query.append('run', run);
    if (superseded) query.set('superseded', '1');
    return {
      kind: 'link',
      label: `${label}, all points`,
      href: `${base}api/scalars/export?${query}`,
      download: `${name}.${extension}`,
    };
  });
}
