/**
 * The address a browser reached us at: BASE_URL. Without that setting we are on this machine, under any of its own names; a Host
 * header is believed only when it is one of them, so that nobody is led elsewhere.
 */
import type { Config } from '../../config.ts';

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

export function baseUrlOf(config: Config): string {
  return config.baseUrl === '' ? `http://localhost:${config.port}` : config.baseUrl;
}

export function originOf(config: Config, host: string | undefined): string {
  return config.baseUrl === '' && host !== undefined && loopback.test(host) ? `http://${host}` : baseUrlOf(config);
}
