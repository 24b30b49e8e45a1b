import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { OutgoingHttpHeaders } from 'node:http';
import { fixturePath } from '../../support/fixtures.ts';
import { openLogdir, type InjectedApp } from '../../support/injected-app.ts';

describe('security', () => {
  let local: InjectedApp;
  let open: InjectedApp;
  before(async () => {
    local = await openLogdir(fixturePath('seed-linear'));
    open = await openLogdir(fixturePath('seed-linear'), { host: '::', pathPrefix: '/logs' });
  });
  after(async () => {
    await local.close();
    await open.close();
  });

  async function status(app: InjectedApp, url: string, headers: OutgoingHttpHeaders): Promise<number> {
    return (await app.fastify.inject({ url, headers })).statusCode;
  }

  it('answers on loopback to loopback names only', async () => {
    for (const host of ['localhost', 'localhost:6006', '127.0.0.1:6006', '[::1]:6006']) {
      assert.equal(await status(local, '/data/runs', { host }), 200, host);
    }
    for (const host of ['attacker.example', 'attacker.example:6006', 'localhost.attacker.example']) {
      assert.equal(await status(local, '/data/runs', { host }), 403, host);
    }
  });

  it('answers to any name when it was opened to the network', async () => {
    assert.equal(await status(open, '/logs/data/runs', { host: 'gpu-17.example:6006' }), 200);
  });

  it('refuses requests that come from a page of another origin', async () => {
    const host = 'localhost:6006';
    assert.equal(await status(local, '/data/runs', { host, origin: 'http://localhost:6006' }), 200);
    for (const origin of ['https://attacker.example', 'http://localhost:9999', 'null']) {
      assert.equal(await status(local, '/data/runs', { host, origin }), 403, origin);
    }
  });

  it('refuses a websocket from a page of another origin', async () => {
    const headers = { host: 'localhost:6006', origin: 'https://attacker.example' };
    await assert.rejects(local.fastify.injectWS('/api/live', { headers }));
  });

  it('accepts the name that a proxy was asked for', async () => {
    const headers = {
      host: 'localhost:6006',
      origin: 'https://logs.example',
      'x-forwarded-host': 'logs.example',
    };
    assert.equal(await status(local, '/data/runs', headers), 200);
  });

  it('lets notebooks of the same machine frame the page, and nobody else', async () => {
    const ancestors = async (app: InjectedApp, host: string): Promise<string> => {
      const { headers } = await app.fastify.inject({ url: '/logs/', headers: { host } });
      return /frame-ancestors ([^;]*)/.exec(String(headers['content-security-policy']))?.[1] ?? '';
    };
    assert.equal(
      await ancestors(local, 'localhost:6006'),
      "'self' http://localhost:* https://localhost:* http://127.0.0.1:* https://127.0.0.1:* vscode-webview:",
    );
    assert.equal(
      await ancestors(open, 'gpu-17.example:6006'),
      "'self' http://gpu-17.example:* https://gpu-17.example:* vscode-webview:",
    );
    assert.equal(await ancestors(open, "x; script-src 'unsafe-inline'"), "'self' vscode-webview:");
  });

  it('lets nothing run in the page but its own files', async () => {
    const { headers } = await local.fastify.inject({ url: '/', headers: { host: 'localhost' } });
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /script-src 'self'(;|$)/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  });

  it('serves no file outside the page, however the path is written', async () => {
    for (const path of [
      '/../package.json',
      '/..%2fpackage.json',
      '/%2e%2e/package.json',
      '/assets/../../package.json',
      '/assets/..%5c..%5cpackage.json',
      '//etc/passwd',
    ]) {
      const { statusCode, body } = await local.fastify.inject({ url: path, headers: { host: 'localhost' } });
      assert.equal(statusCode, 404, path);
      assert.doesNotMatch(body, /"name": "runlight"/);
    }
  });

  it('serves everything under the path prefix, and nothing beside it', async () => {
    const headers = { host: 'localhost' };
    for (const path of ['/', '/data/runs', '/api/status', '/healthz', '/experiment/any/data/runs']) {
      assert.equal(await status(open, `/logs${path}`, headers), 200, path);
    }
    assert.equal(await status(open, '/logs', headers), 301);
    assert.equal(await status(open, '/data/runs', headers), 404);
    assert.equal(await status(local, '/experiment/any/data/runs', headers), 200);
  });
});
