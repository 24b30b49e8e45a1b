import { homedir } from 'node:os';
import { join } from 'node:path';

/** A kind of folder in a user's home: the system's variable for it, and where it is without one. */
interface HomeFolder {
  readonly windows: readonly [variable: string, path: readonly string[]];
  readonly mac: readonly string[];
  readonly xdg: readonly [variable: string, path: string];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where caches are kept unless a person says otherwise: in the user's own place for them on each system. */
export function cacheHome(env: Environment, platform: NodeJS.Platform): string {
  return folderOf(env, platform, {
    windows: ['LOCALAPPDATA', ['AppData', 'Local']],
    mac: ['Library', 'Caches'],
    xdg: ['XDG_CACHE_HOME', '.cache'],
  });
}

/** Where what people set is kept unless they say otherwise. */
export function configHome(env: Environment, platform: NodeJS.Platform): string {
  return folderOf(env, platform, {
    windows: ['APPDATA', ['AppData', 'Roaming']],
    mac: ['Library', 'Application Support'],
    xdg: ['XDG_CONFIG_HOME', '.config'],
  });
}

function folderOf(env: Environment, platform: NodeJS.Platform, { windows, mac, xdg }: HomeFolder): string {
  const home = env['HOME'] || homedir();
  switch (platform) {
    case 'win32':
      return join(env[windows[0]] || join(home, ...windows[1]), 'runlight');
    case 'darwin':
      return join(home, ...mac, 'runlight');
    default: {
      // An XDG path that is not absolute is to be ignored.
      const given = env[xdg[0]] ?? '';
      return join(given.startsWith('/') ? given : join(home, xdg[1]), 'runlight');
    }
  }
}
