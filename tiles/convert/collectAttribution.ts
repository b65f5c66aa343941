/**
 * Attribution travels with the data: what the command or config names, a side-car `<file>.attribution.txt`, and what the
 * data says itself.
 */
import { existsSync, readFileSync } from 'node:fs';

export function collectAttribution(files: readonly string[], named: readonly string[], fromData: ReadonlySet<string>): string[] {
  const lines = new Set(named.map((line) => line.trim()).filter((line) => line !== ''));
  for (const file of files) {
    const sideCar = `${file}.attribution.txt`;
    if (!existsSync(sideCar)) continue;
    for (const line of readFileSync(sideCar, 'utf8').split(/\r?\n/)) if (line.trim() !== '') lines.add(line.trim());
  }
  for (const line of [...fromData].sort()) if (![...lines].some((known) => isSameCredit(known, line))) lines.add(line);
  return [...lines];
}

/** OpenStreetMap is credited in many spellings; one line is enough. */
const isSameCredit = (known: string, line: string): boolean => known === line || (/openstreetmap/i.test(known) && /openstreetmap/i.test(line));
