/** Builds the clinicians' app to dist/, and serves it in development with the server's own addresses passed on to `SERVER`. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.SERVER ?? 'http://localhost:8080';
const passedOn = ['/fhir', '/session', '/sign-in', '/sign-out', '/oidc', '/health', '/.well-known'];

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // light-dark(), field-sizing and container queries are used as they are
    target: ['chrome125', 'edge125', 'firefox128', 'safari18'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: { proxy: Object.fromEntries(passedOn.map((path) => [path, { target: server }])) },
});
