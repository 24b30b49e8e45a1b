import { formatPlural } from '../base/format.ts';
import type { RunInfo, Session } from '../data/types.ts';
import type { MenuItem } from '../widgets/rl-menu.ts';

/** What a row of the run list is about: one run, or a folder with all that is in it. */
export interface MenuTarget {
  /** Of a folder; ends with "/". */
  readonly path: string | undefined;
  /** In order; of a run just that. */
  readonly runs: readonly RunInfo[];
}

/** What can be done with a run or a folder. `edit` opens what people may say of it. */
export function listRunMenuItems(session: Session, target: MenuTarget, edit: () => void): MenuItem[] {
  const { selection, views } = session;
  const { path, runs } = target;
  const [first] = runs;
  if (!first) return [];
  const isDrawn = runs.every((run) => selection.isDrawn(run));
  const areAll = (state: 'hidden' | 'archived'): boolean =>
    runs.every(({ name }) => views.wordsOf(name)[state] === true);
  const set = (state: 'hidden' | 'archived', isOn: boolean): void => {
    void views.change(Object.fromEntries(runs.map(({ name }) => [name, { [state]: isOn || null }])));
  };
  const canChange = views.readOnly === '';
  const what = runs.length === 1 ? 'this run' : formatPlural(runs.length, 'run');
  const copy = (lines: readonly string[]): void => void navigator.clipboard.writeText(lines.join('\n'));
  return [
    {
      kind: 'action',
      label: `Draw only ${what} (O)`,
      run: () => (path === undefined ? selection.isolate(first) : selection.isolateFolder(path)),
    },
    {
      kind: 'action',
      label: `${isDrawn ? 'Do not draw' : 'Draw'} ${what} (Space)`,
      run: () =>
        path === undefined ? selection.setDrawn(first, !isDrawn) : selection.setFolder(path, !isDrawn),
    },
    { kind: 'line' },
    {
      kind: 'action',
      label: runs.length === 1 ? 'Alias, colour, note, labels… (E)' : 'Colour and labels… (E)',
      disabled: !canChange,
      run: edit,
    },
    {
      kind: 'action',
      label: `Hide ${what}`,
      checked: areAll('hidden'),
      disabled: !canChange,
      run: () => set('hidden', !areAll('hidden')),
    },
    {
      kind: 'action',
      label: `Archive ${what}`,
      checked: areAll('archived'),
      disabled: !canChange,
      run: () => set('archived', !areAll('archived')),
    },
    { kind: 'line' },
    {
      kind: 'action',
      label: `Copy the ${runs.length === 1 ? 'path' : 'paths'}`,
      run: () => copy(pathsOf(session, runs)),
    },
  ];
}

/** Where the files of runs are: paths below the logdir, where there is one. */
export function pathsOf({ status }: Session, runs: readonly RunInfo[]): string[] {
  const logdir = status.value?.logdir ?? '';
  // With several logdirs the first part of a name says which one it is.
  const isOne = logdir !== '' && !logdir.includes(',') && !/^[^/\\]*:(?![/\\])/.test(logdir);
  return runs.map(({ name }) => {
    if (!isOne) return name;
    return name === '.' ? logdir : `${logdir.replace(/\/$/, '')}/${name}`;
  });
}
