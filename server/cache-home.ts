import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where caches are kept unless a person says otherwise: in the user's own place for them on each system. */
export function cacheHome(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string {
  const home = env['HOME'] || homedir();
  switch (platform) {
    case 'win32':
      return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'runlight');
    case 'darwin':
      return join(home, 'Library', 'Caches', 'runlight');
    default: {
      // An XDG path that is not absolute is to be ignored.
      const xdg = env['XDG_CACHE_HOME'] ?? '';
      return join(xdg.startsWith('/') ? xdg : join(home, '.cache'), 'runlight');
    }
  }
}
