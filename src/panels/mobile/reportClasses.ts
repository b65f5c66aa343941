/** What residents report most, each with a picture (stroke paths in a 24 × 24 box). Ids are filing conditions of the rule set; one that the city lacks is not offered. */
export interface ReportClass { readonly ruleId: string; readonly picture: string }

export const REPORT_CLASSES: readonly ReportClass[] = [
  { ruleId: 'exposed-refuse', picture: 'M6 9h12l-1 12H7zM4 9h16M9 9V6h6v3M10 12v6M14 12v6' },
  { ruleId: 'bin-full', picture: 'M7 10h10l-1 11H8zM5 10h14M8 10c0-4 2-3 2-6M12 10c0-5 3-4 2-7M16 10c0-3 2-3 2-5' },
  { ruleId: 'cover-missing', picture: 'M12 12m-8 0a8 4 0 1 0 16 0a8 4 0 1 0-16 0M9 10l6 4M15 10l-6 4' },
  { ruleId: 'road-damage', picture: 'M3 20L8 4h8l5 16zM12 6v3M10 11l3 3-3 3 3 3' },
  { ruleId: 'road-ponding', picture: 'M3 14c2-2 4-2 6 0s4 2 6 0 4-2 6 0M3 19c2-2 4-2 6 0s4 2 6 0 4-2 6 0M9 4l-1 4M15 4l-1 4' },
  { ruleId: 'lamp-out', picture: 'M8 21V6c0-2 2-3 4-3h5M17 3v4M14 7h6M4 4l16 16' },
  { ruleId: 'noise-nuisance', picture: 'M4 10v4h4l5 4V6L8 10zM16 9c1.5 2 1.5 4 0 6M19 6.5c3 4 3 7 0 11' },
  { ruleId: 'illegal-parking', picture: 'M4 17v-5l2-5h12l2 5v5zM4 12h16M7 17v2M17 17v2M7.5 14.5h.01M16.5 14.5h.01' },
  { ruleId: 'outside-shop', picture: 'M4 9l2-5h12l2 5zM5 9v11h14V9M9 20v-6h6v6' },
  { ruleId: 'small-ads', picture: 'M6 3h12v18H6zM9 7h6M9 11h6M9 15h3' },
  { ruleId: 'tree-fallen', picture: 'M3 18h6l9-10M18 8c3-1 3-5 0-5-2-2-6 0-5 3-2 2 1 5 5 2M9 18l2 3' },
  { ruleId: 'dirty-water', picture: 'M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11M9 14h.01M12 17h.01M14 13h.01' },
  { ruleId: 'falling-object', picture: 'M4 21V4h8v17M7 8h2M7 12h2M17 4v6M15 8l2 2 2-2M15 14h5v5h-5z' },
];
/** Something else: described in words. */
export const OTHER_PICTURE = 'M5 12h.01M12 12h.01M19 12h.01';
