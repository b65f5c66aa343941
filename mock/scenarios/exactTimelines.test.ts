/** The whole trail of scripts whose own tests look at parts of it: every line, minute, actor, level and value as `fixtures/timelines.json` says. */
import { describe, expect, it } from 'vitest';
import expected from './fixtures/timelines.json';
import { play, timeline } from './fixtures/timeline';

describe('the trail of the rules engine alone', () => {
  it.each(Object.entries(expected))('%s', (name, lines) => {
    const [run = '', objectId = ''] = name.split(' ');
    const [id = '', branch] = run.split('.');
    expect(timeline(play(id, branch ?? null), objectId)).toEqual(lines);
  });
});
