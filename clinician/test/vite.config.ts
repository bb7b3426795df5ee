/** Development with the invented record of example-server.ts instead of a server. */
import { mergeConfig } from 'vite';
import app from '../vite.config.ts';
import { exampleServer } from './example-server.ts';

export default mergeConfig(
  { ...app, server: {} },
  { plugins: [exampleServer()], server: { port: 5181, strictPort: true } },
);
