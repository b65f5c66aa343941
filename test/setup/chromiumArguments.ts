/** Software WebGL, so that a machine without a GPU draws the same picture; no request of the browser's own. */
export const chromiumArguments = [
  '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--no-sandbox',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--force-device-scale-factor=1',
];
