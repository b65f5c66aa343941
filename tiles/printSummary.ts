/** The account a person reads after a build: in, out, repaired, not drawn, rejected and why. */
import type { BuildResult } from './buildPack';

const number = (value: number): string => value.toLocaleString('en-US');

export function printSummary({ manifest, report, skippedFiles }: BuildResult, out: string, seconds: number): string {
  const lines = [`${manifest.name}: ${number(report.featuresIn)} features in, ${number(report.featuresOut)} in the pack, ${seconds.toFixed(1)} s → ${out}`];
  for (const input of report.inputs) lines.push(`  read      ${input.file} (${input.format}): ${number(input.features)}`);
  for (const file of skippedFiles) lines.push(`  skipped   ${file}: not GeoJSON`);
  lines.push(`  layers    ${Object.entries(manifest.counts).map(([layer, count]) => `${layer} ${number(count)}`).join(', ')}`);
  if ((manifest.counts['building'] ?? 0) > 0) {
    const { height, levels, classDefault } = report.heightRules;
    lines.push(`  heights   ${number(height)} stated, ${number(levels)} from storeys, ${number(classDefault)} by default of the class`);
  }
  for (const [what, count] of Object.entries(report.repaired)) lines.push(`  repaired  ${number(count)} × ${what}`);
  for (const [why, count] of Object.entries(report.notDrawn ?? {})) lines.push(`  not drawn ${number(count)} × ${why}`);
  if (report.extraParts) lines.push(`  split     ${number(report.extraParts)} more pieces from features with several parts`);
  for (const [reason, { count, examples }] of Object.entries(report.rejected)) lines.push(`  rejected  ${number(count)} × ${reason}: ${examples.join('; ')}`);
  lines.push(`  blocks    ${manifest.blocks.length} files, ${manifest.nodes.length} nodes, largest ${number(Math.max(0, ...manifest.nodes.map((node) => node.count)))} buildings`);
  if (manifest.attribution.length > 0) lines.push(`  credit    ${manifest.attribution.join(' · ')}`);
  return lines.join('\n');
}
