/**
 * One simple sign per object kind: SVG path data in a 24 × 24 box, drawn as round strokes (`kindIconStroke`), no fill.
 * Own drawings, so that the globe, the lists and the legend show the same sign and nothing is fetched.
 */
import type { Kind } from '../domain/kind';

/** Side of the box the paths are drawn in; divide by it for unit coordinates. */
export const kindIconBox = 24;
export const kindIconStroke = 1.8;

export const kindIcons: Readonly<Record<Kind, string>> = {
  building: 'M5 21V5h9v16M14 10h5v11M3 21h18M8 9h3M8 13h3M8 17h3',
  bridge: 'M2 17h20M7 4v16M17 4v16M7 5C5 11 3 13 2 14M7 5c3 8 7 8 10 0M17 5c2 6 4 8 5 9',
  bridgeMember: 'M3 7h18M3 17h18M3 7l6 10 6-10 6 10',
  footbridge: 'M2 20V13h20v7M6 13v7M18 13v7M2 9h20M8 9v4M16 9v4M12 9v4',
  tunnel: 'M3 20V13a9 9 0 0 1 18 0v7M8 20v-6a4 4 0 0 1 8 0v6M2 20h20',
  riverReach: 'M2 8c3-3 5 3 8 0s5 3 8 0l4-1M2 13c3-3 5 3 8 0s5 3 8 0l4-1M2 18c3-3 5 3 8 0s5 3 8 0l4-1',
  outfall: 'M3 5h8v6H3M11 8h3c3 0 4 2 4 5M15 17c0 2 1 3 3 3s3-1 3-3-3-4-3-4-3 2-3 4',
  slope: 'M2 20h20L8 5zM13 7l2 2M17 11l2 2M15 5h3',
  septicTank: 'M4 9h16v11H4zM9 9V5h6v4M4 14c3-2 5 2 8 0s5 2 8 0',
  manhole: 'M12 3a9 9 0 1 0 .01 0M8 8l8 8M16 8l-8 8M12 6.5v11M6.5 12h11',
  streetLamp: 'M8 21V7c0-3 2-4 5-4h4M17 3l-4 5h8zM5 21h6',
  tree: 'M12 21v-8M12 3c-4 0-6 3-5 5-3 1-3 6 1 6h8c4 0 4-5 1-6 1-2-1-5-5-5zM9 21h6',
  camera: 'M3 9l14-4 2 6-14 4zM5 15v5M3 20h5M19 8l3-1',
  noiseMonitor: 'M4 10v4h4l5 4V6L8 10zM16 9c1.5 2 1.5 4 0 6M19 6.5c3 4 3 7 0 11',
  airMonitor: 'M3 9h11a3 3 0 1 0-3-3M3 13h16a3 3 0 1 1-3 3M3 17h8a2 2 0 1 1-2 2',
  rainGauge: 'M7 12h10v9H7zM7 16h10M8 3v4M12 4v5M16 3v4',
  waterLevelGauge: 'M7 3v14M7 3h6M7 7h4M7 11h6M2 18c3-3 5 3 8 0s5 3 8 0l4-1M17 13V4M14.5 6.5L17 4l2.5 2.5',
  soilStation: 'M3 14h18M6 18h2M11 18h2M16 18h2M12 14V8M12 8c0-3 2-4 5-4 0 3-2 4-5 4M12 11c0-2-2-3-4-3 0 2 1 3 4 3',
  pestTrap: 'M12 8a4 4 0 0 1 4 4v4a4 4 0 0 1-8 0v-4a4 4 0 0 1 4-4M12 8v12M10 8L8 4M14 8l2-4M8 12H4M16 12h4M8 16l-4 2M16 16l4 2',
  crowdCounter: 'M8 6a2.5 2.5 0 1 0 .01 0M16 6a2.5 2.5 0 1 0 .01 0M3 20v-3c0-3 2-4 5-4s5 1 5 4v3M15 13c4 0 6 1 6 4v3',
  vehicle: 'M2 16V7h11v9M13 10h5l4 4v2H2M6 16a2 2 0 1 0 .01 0M17 16a2 2 0 1 0 .01 0',
  worker: 'M12 6a3 3 0 1 0 .01 0M8 7.5h8M9.5 5.5C10 3.5 14 3.5 14.5 5.5M5 21v-3c0-4 3-5 7-5s7 1 7 5v3',
  uav: 'M9 10h6v5H9zM9 10L6 7M15 10l3-3M9 15l-3 3M15 15l3 3M3 7h6M15 7h6M3 18h6M15 18h6',
  gridCell: 'M4 4h16v16H4zM4 12h16M12 4v16',
  parkingLot: 'M4 4h16v16H4zM10 17V7h3.5a3 3 0 0 1 0 6H10',
  lift: 'M5 3h14v18H5zM12 3v18M8 10l1.5-2L11 10M13.5 13l1.5 2 1.5-2',
  bridgeSensor: 'M2 18h20M12 18v-5M12 13a2 2 0 1 0-.01-4 2 2 0 0 0 .01 4M8 14c-2-2-2-5 0-7M16 14c2-2 2-5 0-7M5.5 16c-3-4-3-8 0-11M18.5 16c3-4 3-8 0-11',
  landmark: 'M12 2v4M9 21V10l3-4 3 4v11M5 21h14M9 14h6',
  metroStation: 'M12 3a9 9 0 1 0 .01 0M7 16l1.5-8L12 13l3.5-5L17 16',
  metroLine: 'M7 3h10v12H7zM7 10h10M9 15l-3 6M15 15l3 6M7.5 18h9',
  road: 'M6 21L9 3M18 21L15 3M12 4v3M12 10v3M12 16v4',
  water: 'M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z',
  green: 'M4 20C4 10 10 4 20 4c0 10-6 15-14 14M4 20l9-9',
  district: 'M4 6l6-2 5 3 5-2v13l-6 2-5-3-5 2z',
  poi: 'M12 21c-5-6-7-9-7-12a7 7 0 0 1 14 0c0 3-2 6-7 12zM12 7a2 2 0 1 0 .01 0',
};
