import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
/** Where the API is while the page comes from vite's own server. */
const server = process.env.RUNLIGHT_SERVER ?? 'http://127.0.0.1:6006';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Relative, so that the page works under any path prefix.
  base: './',
  plugins: [
    {
      name: 'runlight-version',
      transformIndexHtml: (html) => html.replace('%RUNLIGHT_VERSION%', version),
    },
  ],
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    // Licences of everything that is bundled.
    license: { fileName: 'licences.md' },
    chunkSizeWarningLimit: 800,
  },
  server: {
    proxy: {
      '/api': { target: server, ws: true },
      '/data': { target: server },
    },
  },
});
