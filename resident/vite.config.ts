/** Builds the residents' app to dist/ for /resident/, and serves it in development with the server's addresses passed on to `SERVER`. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.SERVER ?? 'http://localhost:8080';
const passedOn = ['/fhir', '/session', '/sign-in', '/sign-out', '/oidc', '/health', '/.well-known'];

export default defineConfig({
  root: import.meta.dirname,
  base: '/resident/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome125', 'edge125', 'firefox128', 'safari18'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: { proxy: Object.fromEntries(passedOn.map((path) => [path, { target: server }])) },
});
