import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
/** Where the API is while the page comes from vite's own server. */
const server = process.env.RUNLIGHT_SERVER ?? 'http://127.0.0.1:6006';

/** Writes each script and style beside itself as .br and .gz, so that the server never compresses anything. */
function compressAssets() {
  return {
    name: 'runlight-compress',
    apply: 'build',
    // When the files are written: until then other plugins still change them.
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle).filter((fileName) => /\.(?:js|css)$/.test(fileName))) {
        const content = readFileSync(join(dir, name));
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(content));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(content));
      }
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Relative, so that the page works under any path prefix.
  base: './',
  plugins: [
    {
      name: 'runlight-version',
      transformIndexHtml: (html) => html.replace('%RUNLIGHT_VERSION%', version),
    },
    compressAssets(),
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
      // No more of TensorBoard's routes: /data/ is also where the page's own data layer is.
      '/data/environment': { target: server },
    },
  },
});
