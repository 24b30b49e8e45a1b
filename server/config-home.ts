import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what people set is kept unless they say otherwise: in the user's own place for it on each system. */
export function configHome(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string {
  const home = env['HOME'] || homedir();
  switch (platform) {
    case 'win32':
      return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), 'runlight');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'runlight');
    default: {
      // An XDG path that is not absolute is to be ignored.
      const xdg = env['XDG_CONFIG_HOME'] ?? '';
      return join(xdg.startsWith('/') ? xdg : join(home, '.config'), 'runlight');
    }
  }
}
