import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../base/errors.ts';

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const LOOPBACK_ADDRESSES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

/** Nothing but the page's own files runs, no style or script stands in the HTML, nobody else may be asked. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  // Selections too long for a URL are sent as a form: a browser then saves the answer while it comes.
  "form-action 'self'",
].join('; ');

/** What a name of a host may hold to be put into the policy. */
const HOST_NAME = /^(?:[\w.-]+|\[[\da-f:.]+\])$/i;

/**
 * Refuses requests that a page of another origin made a browser send, and sets the headers that confine our own page.
 *
 * - Host: a server on loopback answers only to loopback names, so that a name of an attacker's that points to
 *   127.0.0.1 (DNS rebinding) gets nothing.
 * - Origin: a request that says where it comes from must come from here. A browser always says so for a websocket.
 */
export function security(app: FastifyInstance, { host }: { readonly host: string }): void {
  const isLoopback = LOOPBACK_ADDRESSES.has(host);
  app.addHook('onRequest', async (request, reply) => {
    if (isLoopback) checkHost(request);
    checkOrigin(request);
    reply.headers({
      'Content-Security-Policy': `${CONTENT_SECURITY_POLICY}; ${frameAncestors(request)}`,
      'X-Content-Type-Options': 'nosniff',
      // Nothing to other sites; and our own forms say where they come from.
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
  });
}

/** Notebooks and editors show the page in a frame: those that run on the machine that is asked may. */
function frameAncestors({ headers: { host = '' } }: FastifyRequest): string {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const names = LOOPBACK_NAMES.has(name) ? ['localhost', '127.0.0.1'] : HOST_NAME.test(name) ? [name] : [];
  const origins = names.flatMap((each) => [`http://${each}:*`, `https://${each}:*`]);
  return ["frame-ancestors 'self'", ...origins, 'vscode-webview:'].join(' ');
}

function checkHost({ headers: { host = '' } }: FastifyRequest): void {
  if (LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase())) return;
  throw new AppError(
    'HOST_FORBIDDEN',
    `This server listens on loopback and answers to localhost only, not to ${JSON.stringify(host)}; start it with --host or --bind_all to open it.`,
  );
}

function checkOrigin({ headers }: FastifyRequest): void {
  const { origin, host = '' } = headers;
  if (origin === undefined) return;
  // Behind a proxy the name that the browser used is in X-Forwarded-Host, which no web page can set.
  const names = [host, headers['x-forwarded-host']].flat();
  if (URL.canParse(origin) && names.includes(new URL(origin).host)) return;
  throw new AppError(
    'ORIGIN_FORBIDDEN',
    `Requests from ${JSON.stringify(origin)} are refused: they come from another site.`,
  );
}
