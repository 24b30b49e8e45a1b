import { toFileName } from '../../base/file-name.ts';
import { postForm, postForText } from '../../data/http-client.ts';
import { SETTINGS } from '../../data/setting-list.ts';
import type { Session } from '../../data/types.ts';
import type { MenuItem } from '../../widgets/rl-menu.ts';
import { saveText } from '../../widgets/save-text.ts';
import type { CardTag } from './card-lines.ts';

const FORMATS = [
  ['csv', 'CSV', 'csv'],
  ['json', 'JSON', 'json'],
  ['parquet', 'Parquet', 'parquet'],
  ['arrow', 'Arrow', 'arrow'],
] as const;
/** What every server and proxy on the way takes of a URL. */
const MAX_URL_LENGTH = 6000;

/** Entries of a menu that download all points of these tags and runs, as the server keeps them, and groups with their bands. */
export function listExportLinks(session: Session, tags: readonly CardTag[]): MenuItem[] {
  const { base, settings } = session;
  const superseded = settings.get(SETTINGS.superseded);
  const runs = new Set(tags.flatMap((member) => member.runs.map(({ name }) => name)));
  const name = toFileName(tags[0]?.tag ?? 'scalars');
  const items = FORMATS.map(([format, title, extension]): MenuItem => {
    const query = new URLSearchParams({ format });
    for (const { tag } of tags) query.append('tag', tag);
    for (const run of runs) query.append('run', run);
    if (superseded) query.set('superseded', '1');
    const label = `${title}, all points`;
    const url = `${base}api/scalars/export`;
    const href = `${url}?${query}`;
    return href.length > MAX_URL_LENGTH
      ? { kind: 'action', label, run: () => postForm(url, query) }
      : { kind: 'link', label, href, download: `${name}.${extension}` };
  });
  if (session.selection.groups.length === 0) return items;
  const groups = tags.map(({ tag }) =>
    groupItem(session, tag, tags.length > 1 ? `CSV, groups of ${tag}` : 'CSV, groups and bands'),
  );
  return [...items, ...groups];
}

/** Every x of the groups that a card draws, not smoothed. */
function groupItem({ base, selection, settings }: Session, tag: string, label: string): MenuItem {
  const axis = settings.get(SETTINGS.axis);
  const body = {
    tag,
    groups: selection.groups.map(({ name, runs }) => ({ name, runs: runs.map((run) => run.name) })),
    centre: settings.get(SETTINGS.groupCentre),
    band: settings.get(SETTINGS.groupBand),
    align: settings.get(SETTINGS.groupAlign),
    axis,
    ...(axis === 'tag' && { x_tag: settings.get(SETTINGS.xTag) }),
    format: 'csv',
  };
  const save = async (): Promise<void> =>
    saveText(`${toFileName(tag)}-groups.csv`, await postForText(`${base}api/scalars/groups`, body));
  return { kind: 'action', label, run: () => void save() };
}
