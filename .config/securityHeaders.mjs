import { readFileSync } from 'node:fs';

/**
 * The headers every server of the cockpit sends. One place, so that the preview server, the demo server and a deployment agree.
 * `wasm-unsafe-eval` is for Cesium's geometry decoders, `style-src-attr 'unsafe-inline'` for the positions that Cesium and Vue
 * write on elements; scripts may never be made from strings.
 */
/** Origins of the sources in `COCKPIT_FEEDS`, a `feeds.json`: the page may connect to them and to nothing else. */
function sourceOrigins() {
  const file = process.env.COCKPIT_FEEDS;
  if (!file) return [];
  const addresses = [];
  JSON.parse(readFileSync(file, 'utf8'), (key, value) => { if (typeof value === 'string' && /^(wss?|https?):\/\//.test(value)) addresses.push(new URL(value).origin === 'null' ? value.replace(/^(wss?:\/\/[^/]+).*$/, '$1') : new URL(value).origin); return value; });
  return [...new Set(addresses)];
}

export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  ["connect-src 'self'", ...sourceOrigins()].join(' '),
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** @type {Record<string, string>} */
export const securityHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(self), payment=(), usb=()',
};
