import { startSession } from './data/session.ts';
import './shell/rl-app.ts';
import { theme } from './theme/theme.ts';

theme.start();
const version = document.querySelector<HTMLMetaElement>('meta[name="runlight-version"]')?.content ?? '';
const app = document.createElement('rl-app');
app.session = startSession(version);
document.body.append(app);
