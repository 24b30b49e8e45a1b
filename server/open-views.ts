import { createHash } from 'node:crypto';
import { basename, join, relative } from 'node:path';
import { AppError } from './base/errors.ts';
import type { ServeConfig } from './config.ts';
import { followLinks, ViewsFile } from './views/views-file.ts';
import { ViewsStore } from './views/views-store.ts';

/**
 * Opens what people say about the runs of a configuration's logdirs.
 *
 * @throws AppError CONFIG_INVALID when the file would be in a logdir: nothing is ever written there
 */
export async function openViews(
  { views, logdirs }: ServeConfig,
  onWarning: (message: string) => void,
): Promise<ViewsStore> {
  if (!views) return ViewsStore.open(undefined, onWarning);
  const places = await Promise.all(
    logdirs.map(async ({ name, path }) => ({ name, path: await followLinks(path) })),
  );
  const path = 'file' in views ? views.file : join(views.folder, defaultName(places));
  const file = await ViewsFile.at(path);
  const around = places.find((place) => isWithin(file.path, place.path));
  if (around && 'file' in views)
    throw new AppError(
      'CONFIG_INVALID',
      `--views_file ${path} is in the logdir ${around.path}, where nothing is ever written: give another place.`,
    );
  if (!around) return ViewsStore.open(file, onWarning);
  onWarning(`words on runs and saved views are not kept: ${file.path} is in the logdir ${around.path}`);
  return ViewsStore.open(undefined, onWarning);
}

/** A file of its own for each set of logdirs, with a name that people recognise. */
function defaultName(
  places: readonly { readonly name: string | undefined; readonly path: string }[],
): string {
  const key = JSON.stringify(places.map(({ name, path }) => [name ?? null, path]));
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 12);
  const [first] = places;
  const title = basename(first?.path ?? '')
    .replace(/[^\w.-]+/g, '_')
    .slice(0, 60);
  return `${title || 'root'}-${hash}.json`;
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!/^\.\.(?:[\\/]|$)/.test(way) && !/^(?:[a-z]:|[\\/])/i.test(way));
}
